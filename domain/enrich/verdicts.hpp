#pragma once
#include "domain/clean/email_check.hpp"
#include "domain/model/observation.hpp"

#include <functional>
#include <set>
#include <string>

namespace leadstream::enrich {

/// All cleaned addresses of an observation, those of people too.
std::set<std::string> mail_addresses_of(const observation& seen);

/// What follows the @.
std::string mail_domain_of(const std::string& address);

/// Gives each cleaned address its verdict: the detail of its fact becomes "valid", or "risky: why".
/// `records_of` tells what DNS said of a domain, `mailbox_of` what its mail server said of an address. An
/// address that is invalid stays, and is named among the rejected values too, for somebody to look at.
void add_verdicts(observation& seen, const std::function<mail_records(const std::string&)>& records_of,
                  const std::function<mailbox_answer(const std::string&)>& mailbox_of);

} // namespace leadstream::enrich
