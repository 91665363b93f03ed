#pragma once
#include "domain/flow/host_lane.hpp"
#include "domain/ports.hpp"

#include <string>

namespace leadstream::flow {

/// What one attempt means for the lane and for whoever asked.
struct assessment {
  verdict lane = verdict::neutral;
  bool retry = false; ///< another attempt may help
  bool redirect = false;
  std::string
      refusal; ///< a stable word, empty when the page is good: "not_found", "blocked", "rate_limited", …
  std::string message; ///< for people
};

/// Judges the end of one hop: network errors, time-outs, 429, 5xx and block pages count for the breaker;
/// 404, 410 and cancellations do not; 401, 403 and 451 and recognised block pages are "blocked" and not
/// retried. A refusal in JSON is an interface's verdict and does not count.
assessment assess(const fetch_outcome& outcome);

/// Whether an answer that was fetched within these limits is but the beginning of what the server had.
bool is_cut(const fetch_outcome& outcome, const fetch_limits& limits);

} // namespace leadstream::flow
