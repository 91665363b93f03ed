#pragma once
#include "domain/model/time.hpp"

#include <algorithm>
#include <chrono>
#include <mutex>

namespace leadstream::actors {

/// One rate for all gates together: each request reserves its moment. Any thread.
class shared_limit {
public:
  explicit shared_limit(double requests_per_minute)
      : interval_(std::chrono::duration_cast<std::chrono::nanoseconds>(
            std::chrono::duration<double>(60.0 / requests_per_minute))) {}

  /// The moment at which the next request may start; it is taken by this call.
  monotonic_time reserve(monotonic_time now) {
    const std::lock_guard lock(mutex_);
    const monotonic_time start = std::max(next_, now);
    next_ = start + interval_;
    return start;
  }

private:
  std::chrono::nanoseconds interval_;
  std::mutex mutex_;
  monotonic_time next_{};
};

} // namespace leadstream::actors
