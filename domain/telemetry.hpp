#pragma once
#include "domain/ports.hpp"
#include "domain/unit_of_work.hpp"

#include <chrono>
#include <string_view>

namespace leadstream {

/// Who is told how the work goes, to count it. Any thread; must not block or throw. What is told is read
/// during the call alone.
class telemetry {
public:
  virtual ~telemetry() = default;
  /// A request was answered. `route` is the pattern of the route, empty when none fits.
  virtual void request_answered(std::string_view method, std::string_view route, int status,
                                std::chrono::microseconds took) = 0;
  /// The database answered: `call` is "read" or "write".
  virtual void database_answered(std::string_view call, std::chrono::microseconds took, bool good) = 0;
  /// A unit of work was committed (fenced and conflicting ones are not told).
  virtual void committed(const unit_of_work& unit, const commit_result& how) = 0;
  /// A unit of work was fenced: another process owns the shard by now.
  virtual void fenced() {}
  /// Another server answered, or did not.
  virtual void fetched(std::string_view source, const fetch_outcome& how) = 0;
  /// A request to another server got leave after so long: rate, slots, pauses, Retry-After.
  virtual void waited(std::string_view /*source*/, std::chrono::milliseconds /*time*/) {}
  /// A page was read. `exceeded` is "parse_time" or "parse_memory" when it was given up for its price.
  virtual void extracted(std::chrono::microseconds /*took*/, std::string_view /*exceeded*/) {}
  /// A subscriber that took too little was dropped.
  virtual void subscriber_dropped() {}
};

} // namespace leadstream
