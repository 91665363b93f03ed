#pragma once
#include "domain/model/job.hpp"
#include "domain/model/lead.hpp"
#include "domain/score/profile.hpp"

#include <optional>

namespace leadstream::score {

/// What a lead is compared with.
struct context {
  std::optional<search_criteria>
      criteria;    ///< of the search that found it; fills what the profile leaves open
  wall_time now{}; ///< by which news are recent or old
};

/// The score of a lead: for each category weight x 100 x points / available points, their sum rounded,
/// 0..100. Depends on the arguments alone. Each criterion that counts names its evidence; one that nothing at
/// hand decides is `unknown`. A few microseconds; any thread.
score_breakdown score(const lead& of, const profile& by, const context& with);

} // namespace leadstream::score
