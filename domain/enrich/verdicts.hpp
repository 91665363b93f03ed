#pragma once
#include "domain/clean/email_check.hpp"
#include "domain/model/observation.hpp"

#include <functional>
#include <set>
#include <string>

namespace leadstream::enrich {

/// The domains of all cleaned addresses of an observation.
std::set<std::string> mail_domains_of(const observation& seen);

/// Gives each cleaned address its verdict: the detail of its fact becomes "valid", or "risky: why".
/// `records_of` tells what DNS said of a domain. An address that is invalid stays, and is named among the
/// rejected values too, for somebody to look at.
void add_verdicts(observation& seen, const std::function<mail_records(const std::string&)>& records_of);

} // namespace leadstream::enrich
