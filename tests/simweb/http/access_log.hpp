#pragma once
#include "tests/simweb/http/message.hpp"

#include <chrono>
#include <string>

namespace leadstream::simweb {

using clock = std::chrono::steady_clock;

/// One line of JSON for each request, written at once when its answer ended:
/// {"t", "host", "method", "path", "status", "user_agent", "fault", "start", "end", "wall", "bytes"}.
/// t, start and end are seconds of the machine's monotonic clock, wall is seconds since 1970 at the start.
class access_log {
public:
  /// No path: nothing is written. Throws std::runtime_error when the file cannot be opened.
  explicit access_log(const std::string& path);
  ~access_log();
  access_log(const access_log&) = delete;
  access_log& operator=(const access_log&) = delete;

  void write(const request& asked, const reply& answer, clock::time_point start, std::size_t bytes);

private:
  int file_ = -1;
};

} // namespace leadstream::simweb
