#include "app/try/contact_input.hpp"

#include "app/try/json_input.hpp"
#include "domain/clean/email.hpp"
#include "domain/extract/people/job_title.hpp"
#include "domain/text/ascii.hpp"

#include <algorithm>

namespace leadstream::app {
namespace {

constexpr std::ptrdiff_t fewest_digits = 3;

const std::vector<std::string> contact_keys{"id",
                                            "name",
                                            "title",
                                            "email",
                                            "phone",
                                            "linkedin",
                                            "linkedin_url",
                                            "is_decision_maker",
                                            "decision_maker",
                                            "confidence_score",
                                            "created_at"};
void fill(std::string& known, const std::string& said) {
  if (known.empty()) {
    known = said;
  }
}

/// Contacts are joined by email, else by name; a phone of nobody belongs to the first without one.
bool is_same(const contact& known, const contact& said) {
  if (!known.email.empty() && !said.email.empty()) {
    return known.email == said.email;
  }
  if (!said.name.empty()) {
    return equals_ignoring_case(known.name, said.name);
  }
  return said.email.empty() && !said.phone.empty() && (known.phone.empty() || known.phone == said.phone);
}

} // namespace

bool holds_number(std::string_view text) {
  return std::count_if(text.begin(), text.end(), is_digit) >= fewest_digits;
}

result<contact> read_contact(const nlohmann::json& from, const std::string& where) {
  if (auto known = refuse_unknown(from, contact_keys, where); !known) {
    return known.problem();
  }
  object_reader reader(from, where);
  contact c;
  c.name = reader.text({"name"});
  c.title = reader.text({"title"});
  c.phone = reader.text_or_number({"phone"});
  c.linkedin_url = reader.text({"linkedin_url", "linkedin"});
  const auto told = reader.flag({"is_decision_maker", "decision_maker"});
  c.is_decision_maker = told ? *told : extraction::meaning_of_title(c.title).decision_maker;
  if (!c.phone.empty() && !holds_number(c.phone)) {
    reader.refuse("phone", "holds no telephone number");
  }
  if (const std::string written = reader.text({"email"}); !written.empty()) {
    const auto email = clean_email(written);
    email ? void(c.email = email->value)
          : reader.refuse("email", "is no email address: " + email.problem().message);
  }
  const auto fault = reader.fault();
  return fault ? result<contact>(std::move(c)) : fault.problem();
}

void add_contact(lead& to, const contact& said) {
  const auto known = std::find_if(to.contacts.begin(), to.contacts.end(),
                                  [&](const contact& each) { return is_same(each, said); });
  if (known == to.contacts.end()) {
    to.contacts.push_back(said);
    return;
  }
  fill(known->name, said.name);
  fill(known->title, said.title);
  fill(known->email, said.email);
  fill(known->phone, said.phone);
  fill(known->linkedin_url, said.linkedin_url);
  known->is_decision_maker = known->is_decision_maker || said.is_decision_maker;
}

} // namespace leadstream::app
