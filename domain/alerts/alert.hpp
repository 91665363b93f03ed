#pragma once
#include "domain/model/time.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// What an operator must know of, worked out from figures that are taken now and then.
namespace leadstream::alerts {

/// When something is worth an alert. Ratios are over `window`.
struct thresholds {
  double api_error_percent = 5;                   ///< answers of 5xx
  double success_percent = 80;                    ///< good fetches of a source
  std::chrono::milliseconds database_time{2'000}; ///< of 95 % of all calls
  std::uint64_t queue = 100;                      ///< jobs that wait
  std::chrono::milliseconds outbox_lag{300'000};  ///< age of the oldest delivery that is due
  std::chrono::milliseconds breaker_open{900'000};
  std::uint64_t disk_free = 32U << 20U;
  std::chrono::milliseconds certificate_left{14LL * 24 * 3'600'000};
  std::chrono::milliseconds window{300'000};
  std::uint64_t least_events = 20; ///< a ratio over fewer says nothing
};

/// Totals since the start that only grow: successes of all.
struct tally {
  std::uint64_t all = 0;
  std::uint64_t bad = 0;
};

/// One look at the figures.
struct sample {
  monotonic_time at{};
  tally requests;
  std::map<std::string, tally> fetches; ///< by source
  tally database_calls;                 ///< bad: those over thresholds::database_time
  std::uint64_t queued_jobs = 0;
  std::chrono::milliseconds outbox_lag{0};
  std::map<std::string, std::chrono::milliseconds> breakers; ///< by source: how long it is open
  std::optional<std::uint64_t> disk_free;
  std::optional<std::chrono::milliseconds> certificate_left;
};

/// Something that is wrong, or was.
struct alert {
  std::string name;   ///< "api_error_rate", "scrape_success", …
  std::string about;  ///< the source that it is about; empty when it is about the whole service
  double value = 0;   ///< what was seen, in the unit of the threshold
  double limit = 0;   ///< the threshold
  std::string detail; ///< a sentence: what is wrong and what to do
};

/// What an alert looks at, and whether it is wrong.
struct reading {
  alert what;
  bool wrong = false;
};

/// All that alerts look at as it is `now`, compared with the sample from the begin of the window. A source
/// whose breaker is closed has no reading of it.
std::vector<reading> judge(const thresholds& limits, const sample& begin, const sample& now);

} // namespace leadstream::alerts
