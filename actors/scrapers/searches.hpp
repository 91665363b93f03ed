#pragma once
#include "actors/job_context.hpp"
#include "domain/sources/listing_search.hpp"

#include <memory>
#include <string_view>

namespace leadstream::actors {

/// The search of a source for a job's companies, taken up where `cursor` (empty: nowhere) says. Null when the
/// source finds no companies.
std::unique_ptr<sources::listing_search>
make_search(const scraper_context& with, const sources::description& about, std::string_view cursor);

/// The shard of a source with a gate of its own.
std::uint32_t shard_of_source(std::string_view name);

} // namespace leadstream::actors
