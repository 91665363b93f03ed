#include "domain/enrich/verdicts.hpp"

#include <algorithm>

namespace leadstream::enrich {
namespace {

/// Each address once, those of people too.
std::set<std::string> addresses_of(const observation& seen) {
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

std::string domain_of(const std::string& address) {
  return address.substr(address.rfind('@') + 1);
}

std::string joined(const std::vector<std::string>& reasons) {
  std::string text;
  for (const std::string& each : reasons) {
    text += (text.empty() ? "" : " ") + each;
  }
  return text;
}

} // namespace

std::set<std::string> mail_domains_of(const observation& seen) {
  std::set<std::string> domains;
  for (const std::string& address : addresses_of(seen)) {
    domains.insert(domain_of(address));
  }
  return domains;
}

void add_verdicts(observation& seen, const std::function<mail_records(const std::string&)>& records_of) {
  for (const std::string& address : addresses_of(seen)) {
    const email_check told = check_email(address, records_of(domain_of(address)));
    const std::string why = joined(told.reasons);
    email_fact(seen.processed, address).detail =
        std::string(to_string(told.verdict)) + (why.empty() ? "" : ": " + why);
    if (told.verdict == email_verdict::invalid) {
      seen.rejected.push_back({"email", address, "Kept, but to be looked at: " + why});
    }
  }
}

} // namespace leadstream::enrich
