#pragma once
#include "domain/model/time.hpp"

#include <chrono>
#include <cstdint>

namespace leadstream::flow {

/// A rate limit by the generic cell rate algorithm: one moment is its whole state, every operation is O(1),
/// and no window of 60 s ever sees more than the rate plus `burst` - 1 requests. Not thread-safe.
class token_bucket {
public:
  /// `per_minute` 0: no limit. `burst` (at least 1) requests may follow each other at once after a pause.
  /// `cold`: begins empty, as if a request had just been sent.
  token_bucket(double per_minute, std::uint32_t burst, monotonic_time now, bool cold);

  /// The earliest moment at which take() succeeds; in the past when it would at once.
  monotonic_time ready_at() const { return next_ - tolerance(); }

  /// Takes one token if there is one.
  bool take(monotonic_time now);

  /// Changes the rate for requests to come. The debt of requests sent before is kept, at most one interval of
  /// it.
  void set_rate(double per_minute, std::uint32_t burst, monotonic_time now);

  /// Whether as many tokens are there as can be.
  bool full(monotonic_time now) const { return next_ <= now; }

private:
  std::chrono::nanoseconds tolerance() const { return interval_ * (burst_ - 1); }

  std::chrono::nanoseconds interval_{0};
  std::int64_t burst_ = 1;
  monotonic_time next_; ///< the theoretical arrival time of the next request
};

} // namespace leadstream::flow
