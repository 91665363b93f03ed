#pragma once
#include "domain/queries.hpp"

#include <vector>

namespace leadstream::actors {

/// How far a job has come, 0..99, from its tasks: the search is worth a tenth, the websites the rest.
int progress_of(const std::vector<task_count>& counts);

/// How long a job is expected to take under its politeness: pages of each site one after the other, sites at
/// once.
std::chrono::seconds expected_duration(std::uint32_t companies, std::uint32_t pages_per_site,
                                       std::uint32_t sites_at_once, std::chrono::milliseconds between_pages);

} // namespace leadstream::actors
