#pragma once
#include "domain/model/time.hpp"

#include <chrono>
#include <optional>
#include <string_view>

namespace leadstream::flow {

/// What no host is granted more of, whatever it asks for.
inline constexpr std::chrono::hours longest_retry_after{24};

/// An HTTP date in any of the three forms of RFC 9110, 5.6.7. Nothing when it is none.
std::optional<wall_time> parse_http_date(std::string_view text, wall_time now);

/// The wait that a Retry-After header asks for (RFC 9110, 10.2.3): seconds or a date, 0 for a date that is
/// past, never more than `cap`. Nothing when the header says neither.
std::optional<std::chrono::milliseconds> parse_retry_after(std::string_view value, wall_time now,
                                                           std::chrono::milliseconds cap);

} // namespace leadstream::flow
