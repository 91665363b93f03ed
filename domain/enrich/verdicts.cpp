#include "domain/enrich/verdicts.hpp"

#include "domain/text/ascii.hpp"

#include <algorithm>

namespace leadstream::enrich {
namespace {

/// The fact that holds an address; made where only a person has it.
fact& email_fact(findings& in, const std::string& address) {
  const auto found = std::find_if(in.facts.begin(), in.facts.end(), [&](const fact& each) {
    return each.what == field::email && each.value == address;
  });
  if (found != in.facts.end()) {
    return *found;
  }
  in.facts.push_back({field::email, address, "person", 0.8, {}});
  return in.facts.back();
}

} // namespace

std::set<std::string> mail_addresses_of(const observation& seen) {
  std::set<std::string> addresses;
  for (const fact& each : seen.processed.facts) {
    if (each.what == field::email) {
      addresses.insert(each.value);
    }
  }
  for (const person& each : seen.processed.people) {
    if (!each.email.empty()) {
      addresses.insert(each.email);
    }
  }
  return addresses;
}

std::string mail_domain_of(const std::string& address) {
  return address.substr(address.rfind('@') + 1);
}

void add_verdicts(observation& seen, const std::function<mail_records(const std::string&)>& records_of,
                  const std::function<mailbox_answer(const std::string&)>& mailbox_of) {
  for (const std::string& address : mail_addresses_of(seen)) {
    const email_check told = check_email(address, records_of(mail_domain_of(address)), mailbox_of(address));
    const std::string why = joined(told.reasons, " ");
    email_fact(seen.processed, address).detail =
        std::string(to_string(told.verdict)) + (why.empty() ? "" : ": " + why);
    if (told.verdict == email_verdict::invalid) {
      seen.rejected.push_back({"email", address, "Kept, but to be looked at: " + why});
    }
  }
}

} // namespace leadstream::enrich
