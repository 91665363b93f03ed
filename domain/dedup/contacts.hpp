#pragma once
#include "domain/dedup/current.hpp"
#include "domain/model/lead.hpp"

#include <string_view>
#include <vector>

namespace leadstream::dedup {

/// The ways to reach a company: persons (joined by email, else by name), then its own emails and phones that
/// belong to nobody. The primary contact comes first: a decision maker with email, then an address of the
/// company's own domain, then the others; without a phone it is given the company's. `site` is the company's
/// registrable domain.
std::vector<contact> collect_contacts(const uuid& company_id, const std::vector<current_observation>& current,
                                      std::string_view site);

} // namespace leadstream::dedup
