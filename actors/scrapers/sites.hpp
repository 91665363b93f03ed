#pragma once
#include "actors/job_context.hpp"

#include <vector>

namespace leadstream::actors {

/// One task for each website that listings name, with the companies it belongs to: the branches of a chain
/// share one crawl. The listings have their ids, which the tasks refer to.
std::vector<task> tasks_for_sites(const scraper_context& with, const std::vector<observation>& listings);

} // namespace leadstream::actors
