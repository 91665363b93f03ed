#pragma once
#include "domain/delivery/webhook.hpp"
#include "domain/ports.hpp"

#include <chrono>
#include <vector>

namespace leadstream::delivery {

/// How deliveries are tried.
struct rules {
  std::vector<std::chrono::milliseconds> schedule; ///< the wait before each attempt
  std::chrono::milliseconds disable_after{};       ///< of nothing but failures
};

/// What becomes of a delivery, and of its endpoint, after an attempt.
struct verdict {
  delivery_state state = delivery_state::waiting;
  std::chrono::milliseconds wait{0}; ///< until the next attempt, while it waits
  int status = 0;
  std::string problem;         ///< why it was no success
  std::string disable_because; ///< switch the endpoint off; empty: leave it as it is
};

/// Judges the attempt number `attempts` (from 1). Success is 2xx alone; 410 ends the endpoint; redirects are
/// not followed; Retry-After may lengthen a wait, up to a day. `jitter` 0..1 lengthens it by up to a tenth.
verdict judge(const rules& how, const endpoint& to, std::uint32_t attempts, const fetch_outcome& outcome,
              wall_time now, double jitter);

} // namespace leadstream::delivery
