#include "domain/facets.hpp"

#include "domain/text/fold_case.hpp"
#include "domain/text/plain_words.hpp"

#include <algorithm>

namespace leadstream {
namespace {

class collector {
public:
  void add(const char* kind, std::string_view value) {
    if (!value.empty()) {
      found_.push_back({kind, fold_case(value.substr(0, longest))});
    }
  }
  std::vector<facet> take() {
    std::sort(found_.begin(), found_.end());
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    return std::move(found_);
  }

private:
  static constexpr std::size_t longest = 200;
  std::vector<facet> found_;
};

/// The kind of a growth signal stands first in its detail.
std::string_view kind_of(std::string_view detail) {
  return detail.substr(0, detail.find('|'));
}

void add_contacts(collector& all, const std::vector<contact>& contacts) {
  for (const contact& c : contacts) {
    all.add(facets::has, c.email.empty() ? "" : "email");
    all.add(facets::has, c.phone.empty() ? "" : "phone");
  }
}

void add_marks(collector& all, const lead_marks& marks) {
  for (const std::string& tag : marks.tags) {
    all.add(facets::tag, tag);
  }
  if (marks.status != lead_status::fresh) {
    all.add(facets::status, to_string(marks.status));
  }
}

} // namespace

std::vector<facet> facets_of(const lead& whole) {
  collector all;
  for (const std::string& technology : whole.intelligence.technology_stack) {
    all.add(facets::technology, technology);
  }
  for (const provenance& p : whole.provenance) {
    all.add(facets::source, p.source);
    if (p.field == "growth_signal") {
      all.add(facets::signal, kind_of(p.detail));
    }
  }
  all.add(facets::size, whole.company.size ? to_string(*whole.company.size) : "");
  add_contacts(all, whole.contacts);
  add_marks(all, whole.marks);
  return all.take();
}

std::string search_text(const lead& whole) {
  const company& c = whole.company;
  std::string text;
  const auto add = [&](std::string_view part) {
    if (!part.empty()) {
      text.append(text.empty() ? "" : " ").append(plain_words(part));
    }
  };
  for (const std::string* part : {&c.name, &c.industry, &c.description, &c.website, &c.location.street,
                                  &c.location.postal_code, &c.location.city, &c.location.state}) {
    add(*part);
  }
  for (const contact& person : whole.contacts) {
    add(person.name);
    add(person.title);
    add(person.email);
    add(person.phone);
  }
  return text;
}

} // namespace leadstream
