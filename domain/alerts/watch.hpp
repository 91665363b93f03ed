#pragma once
#include "domain/alerts/alert.hpp"

#include <deque>

namespace leadstream::alerts {

/// An alert that is on, and since when.
struct firing {
  alert what;
  wall_time since{};
};

/// An alert that began or ended.
struct change {
  alert what;
  bool raised = false; ///< false: it is over
  wall_time at{};
};

/// Keeps the samples of the window and tells what began and what ended. Not thread-safe.
class watch {
public:
  explicit watch(const thresholds& limits) : limits_(limits) {}

  /// Takes a look; looks must come in the order of their time.
  std::vector<change> look(sample now, wall_time moment);
  const std::vector<firing>& firings() const { return firings_; }

private:
  thresholds limits_;
  std::deque<sample> samples_;
  std::vector<firing> firings_;
};

} // namespace leadstream::alerts
