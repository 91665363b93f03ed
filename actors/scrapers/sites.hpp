#pragma once
#include "actors/job_context.hpp"

#include <vector>

namespace leadstream::actors {

/// One task for each website that listings name, with the companies it belongs to: the branches of a chain
/// share one crawl. The listings have their ids, which the tasks refer to.
std::vector<task> tasks_for_sites(const scraper_context& with, const std::vector<observation>& listings);

/// The same for listings whose names may not be kept: what of them may be is carried by the task until the
/// site has named the company.
std::vector<task> tasks_for_nameless(const scraper_context& with, const sources::storage_rule& rule,
                                     const std::vector<observation>& listings);

} // namespace leadstream::actors
