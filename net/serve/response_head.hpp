#pragma once
#include "domain/model/time.hpp"
#include "net/api/http.hpp"

#include <string>
#include <string_view>

namespace leadstream::serve {

/// How the end of a response's body is told.
enum class response_framing : std::uint8_t { length, chunked, until_close };

/// What a response head says beside what the resource said.
struct head_details {
  std::string_view request_id;
  wall_time now{};
  response_framing framing = response_framing::length;
  bool keep_alive = true;
};

/// Appends status line and header of a response, security headers included, to its empty line.
void append_head(std::string& out, const api::response& answer, const head_details& details);

/// The id of a request: the client's when it is 1..64 characters of [A-Za-z0-9_-], else none.
std::string_view usable_request_id(std::string_view given);

/// The form of Date, "Sun, 22 Nov 2026 10:15:30 GMT".
std::string to_http_date(wall_time moment);

} // namespace leadstream::serve
