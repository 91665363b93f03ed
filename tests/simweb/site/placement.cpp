#include "tests/simweb/site/placement.hpp"

namespace leadstream::simweb {

placement contacts_on(const company& of, page_kind kind) {
  placement made;
  const bool everywhere = of.traits.layout == 1;
  const bool main_page = kind == page_kind::home || kind == page_kind::contact || kind == page_kind::imprint;
  if (main_page || everywhere)
    made.phones.push_back(of.phone);
  if (kind == page_kind::contact) {
    if (!of.second_phone.empty())
      made.phones.push_back(of.second_phone);
    made.fax = of.fax;
  }
  if (main_page && (kind != page_kind::home || of.index % 2 == 0))
    made.emails.push_back(of.email);
  if (kind == page_kind::careers && !of.jobs_email.empty())
    made.emails.push_back(of.jobs_email);
  made.people = kind == page_kind::team;
  return made;
}

bool page_readable(const company& of, page_kind kind) {
  if (!site_readable(of.traits.fault))
    return false;
  switch (of.traits.fault) {
  case fault::redirect_loop:
  case fault::broken_chunks:
    return kind != page_kind::news;
  case fault::huge_body:
  case fault::wrong_length:
    return kind != page_kind::about;
  case fault::bomb:
    return kind != page_kind::careers;
  case fault::robots_part:
    return kind != page_kind::team && kind != page_kind::careers;
  default:
    return true;
  }
}

} // namespace leadstream::simweb
