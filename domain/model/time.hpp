#pragma once
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace leadstream {

/// A moment of the wall clock, UTC, in milliseconds. For display, records and signatures, never for waiting.
using wall_time = std::chrono::sys_time<std::chrono::milliseconds>;

/// A moment of a clock that never jumps. For rates, delays, leases and time-outs.
using monotonic_time = std::chrono::steady_clock::time_point;

/// Where wall time comes from; a test gives its own.
using wall_clock = std::function<wall_time()>;

/// The system's wall clock.
wall_time system_wall_time();

/// RFC 3339 in UTC with milliseconds: 2026-11-22T10:15:30.123Z.
std::string to_rfc3339(wall_time moment);

/// Parses RFC 3339 with any offset and any fraction. Nothing when it is no valid time.
std::optional<wall_time> parse_rfc3339(std::string_view text);

} // namespace leadstream
