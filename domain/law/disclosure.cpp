#include "domain/law/disclosure.hpp"

#include "domain/clean/email.hpp"

#include <algorithm>
#include <iterator>

namespace leadstream::law {
namespace {

bool is_about(const contact& person, const subject& who) {
  const auto email = clean_email(person.email);
  return who.kind == subject_kind::email ? email && email->value == who.value : person.phone == who.value;
}

bool tells_of(const contact& person, const std::string& value) {
  return !value.empty() && (value == person.name || value == person.title || value == person.email ||
                            value == person.phone || value == person.linkedin_url);
}

} // namespace

lead own_data(const lead& whole, const subject& who) {
  if (who.kind == subject_kind::domain) {
    return whole;
  }
  lead own;
  own.company = whole.company;
  own.version = whole.version;
  std::copy_if(whole.contacts.begin(), whole.contacts.end(), std::back_inserter(own.contacts),
               [&](const contact& person) { return is_about(person, who); });
  std::copy_if(whole.provenance.begin(), whole.provenance.end(), std::back_inserter(own.provenance),
               [&](const provenance& p) {
                 return std::any_of(own.contacts.begin(), own.contacts.end(),
                                    [&](const contact& person) { return tells_of(person, p.value); });
               });
  return own;
}

} // namespace leadstream::law
