#pragma once
#include "domain/model/time.hpp"
#include "domain/sources/description.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace leadstream {

/// How a source is doing: what `GET /api/v1/sources` shows.
struct source_state {
  sources::description about;
  bool enabled = true;
  std::string not_ready; ///< why it cannot be asked ("sources.google.key is not set"); empty when it can
  std::string breaker = "closed"; ///< "closed", "open", "half_open"; of an API source
  std::uint32_t open_hosts = 0;   ///< hosts left alone after failures; of websites
  std::uint64_t waiting = 0;      ///< requests that wait for leave or for their next attempt
  std::uint64_t in_flight = 0;    ///< requests under way
  std::uint32_t slowed_hosts = 0; ///< hosts asked more slowly than the limit allows, to spare them
  double slowdown = 1;            ///< of the slowest: how many times as long its pauses are
  std::uint64_t attempts = 0;     ///< requests that ended since the start
  std::uint64_t successes = 0;
  std::uint64_t failures = 0; ///< those that count for the breaker; the rest told nothing (404, cancelled)
  std::string last_error;
  std::optional<wall_time> last_error_at;
  std::optional<wall_time> last_success_at;

  /// 0..1 of the attempts that told something; 1 before the first.
  double success_rate() const {
    const auto told = successes + failures;
    return told == 0 ? 1.0 : static_cast<double>(successes) / static_cast<double>(told);
  }
};

} // namespace leadstream
