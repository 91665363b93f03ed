#pragma once
#include "actors/job_context.hpp"

#include <memory>
#include <unordered_map>

namespace leadstream::actors {

/// The name of this source in tasks, observations and errors, and its place in the list of API sources.
inline constexpr const char* overpass_source = "overpass";
inline constexpr std::uint32_t overpass_index = 0;

struct overpass_scraper_state {
  explicit overpass_scraper_state(scraper::pointer) {}
  static inline const char* name = "overpass_scraper";
  std::uint32_t partial_answers = 0;
};

/// Finds companies by the Overpass API: one query a job. Its answer, and a task for each website that it
/// names, are one unit. A partial answer is kept and the query asked again.
scraper::behavior_type run_overpass_scraper(scraper::stateful_pointer<overpass_scraper_state> self,
                                            const scraper_context& with);

} // namespace leadstream::actors
