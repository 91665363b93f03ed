#include "domain/crawl/page_content.hpp"

namespace leadstream::crawl {

std::string content_of(const page_facts& page) {
  std::string all;
  if (page.text.empty()) {
    return all;
  }
  const auto add = [&all](const std::string& text) { all.append(1, '\0').append(text); };
  add(page.text);
  for (const found_email& one : page.emails) {
    add(one.address);
  }
  for (const auto* numbers : {&page.phones, &page.faxes}) {
    for (const found_phone& one : *numbers) {
      add(one.e164);
    }
  }
  for (const found_person& one : page.people) {
    add(one.who.name + one.who.title + one.who.email + one.who.phone);
  }
  for (const found_profile& one : page.social) {
    add(one.url);
  }
  for (const place& one : page.addresses) {
    add(one.street + one.postal_code + one.city);
  }
  for (const fact& one : page.job_postings) {
    add(one.value);
  }
  return all;
}

} // namespace leadstream::crawl
