#pragma once
#include "domain/model/uuid.hpp"

#include <chrono>
#include <cstdint>
#include <optional>

namespace leadstream::flow {

/// A duration drawn evenly from min..max, both included. `max` below `min` counts as `min`.
std::chrono::milliseconds random_delay(std::chrono::milliseconds min, std::chrono::milliseconds max,
                                       const random_source& random);

/// How long to wait between the attempts at one thing.
struct backoff_rules {
  std::chrono::milliseconds base{1'000};
  std::chrono::milliseconds cap{60'000};
};

/// The wait after the given failed attempt (from 1): evenly from 0..base x 2^(attempt - 1), at most `cap`
/// (full jitter). What the server asked for (Retry-After) wins.
std::chrono::milliseconds backoff_delay(const backoff_rules& rules, std::uint32_t attempt,
                                        const random_source& random,
                                        std::optional<std::chrono::milliseconds> retry_after = std::nullopt);

} // namespace leadstream::flow
