#pragma once
#include <array>
#include <chrono>
#include <cstdint>

namespace leadstream::metrics {

/// Counts over the last 60 minutes, to the minute. Not thread-safe.
class hourly {
public:
  using time = std::chrono::steady_clock::time_point;

  void add(time now, std::uint64_t count) {
    advance(now);
    slots_[minute_ % slots_.size()] += count;
  }
  std::uint64_t sum(time now) {
    advance(now);
    std::uint64_t all = 0;
    for (const std::uint64_t slot : slots_) {
      all += slot;
    }
    return all;
  }

private:
  void advance(time now) {
    const auto minute = static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::minutes>(now.time_since_epoch()).count());
    if (minute - minute_ >= slots_.size()) {
      slots_.fill(0);
    } else {
      for (std::uint64_t m = minute_ + 1; m <= minute; ++m) {
        slots_[m % slots_.size()] = 0;
      }
    }
    minute_ = minute;
  }

  std::array<std::uint64_t, 60> slots_{};
  std::uint64_t minute_ = 0;
};

} // namespace leadstream::metrics
