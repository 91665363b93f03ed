#pragma once
#include "actors/job_context.hpp"
#include "domain/sources/listing_search.hpp"

#include <memory>
#include <string>
#include <unordered_map>

namespace leadstream::actors {

/// A source's search for companies under way.
struct listing_run {
  task work;
  std::unique_ptr<sources::listing_search> search;
  std::size_t offered = 0;   ///< listings that the source gave
  std::size_t taken = 0;     ///< those that the job had room for
  std::uint32_t attempt = 0; ///< failed attempts at the present request, or useless answers to it
  std::string failure;       ///< why it ended early: a stable word; empty while all is well
  std::string message;
};

struct listing_scraper_state {
  explicit listing_scraper_state(scraper::pointer) {}
  static inline const char* name = "listing_scraper";
  std::unordered_map<uuid, std::shared_ptr<listing_run>> runs;
};

/// Finds companies by one source: a request after the other as its search wants them. An answer's listings,
/// the tasks for the websites that they name and how far the search came are one unit; a long answer is cut
/// into parts. When the search is over the next source by priority gets its task in the same unit.
scraper::behavior_type run_listing_scraper(scraper::stateful_pointer<listing_scraper_state> self,
                                           const scraper_context& with, const std::string& source);

} // namespace leadstream::actors
