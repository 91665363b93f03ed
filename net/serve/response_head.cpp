#include "net/serve/response_head.hpp"

#include "net/api/problem.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace leadstream::serve {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> defaults{
    {{"Cache-Control", "no-store"},
     {"X-Content-Type-Options", "nosniff"},
     {"X-Frame-Options", "DENY"},
     {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
     {"Referrer-Policy", "no-referrer"},
     {"Cross-Origin-Opener-Policy", "same-origin"},
     {"Cross-Origin-Resource-Policy", "same-origin"},
     {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"}}};

void append_field(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ").append(value).append("\r\n");
}

/// What browsers are told, unless the answer says it itself.
void append_defaults(std::string& out, const std::vector<header>& given) {
  for (const auto& [name, value] : defaults) {
    if (given.empty() || find_header(given, name).empty()) {
      append_field(out, name, value);
    }
  }
}

bool has_body(int status) {
  return status != 204 && status != 304 && status >= 200;
}

} // namespace

std::string to_http_date(wall_time moment) {
  constexpr std::array<const char*, 7> weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(moment - day));
  std::array<char, 64> text{};
  const int length =
      std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT",
                    weekdays[std::chrono::weekday(day).c_encoding()], static_cast<unsigned>(date.day()),
                    months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                    static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                    static_cast<int>(time.seconds().count()));
  return {text.data(), static_cast<std::size_t>(length)};
}

std::string_view usable_request_id(std::string_view given) {
  const bool plain =
      !given.empty() && given.size() <= 64 && std::all_of(given.begin(), given.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '_';
      });
  return plain ? given : std::string_view();
}

void append_head(std::string& out, const api::response& answer, const head_details& details) {
  out.append("HTTP/1.1 ").append(std::to_string(answer.status)).append(" ");
  out.append(api::reason_phrase(answer.status)).append("\r\n");
  append_field(out, "Date", to_http_date(details.now));
  append_field(out, "X-Request-Id", details.request_id);
  if (has_body(answer.status)) {
    append_field(out, "Content-Type", answer.content_type);
  }
  if (details.framing == response_framing::chunked) {
    append_field(out, "Transfer-Encoding", "chunked");
  } else if (details.framing == response_framing::length && has_body(answer.status)) {
    append_field(out, "Content-Length", std::to_string(answer.body.size()));
  }
  for (const header& h : answer.headers) {
    append_field(out, h.name, h.value);
  }
  append_defaults(out, answer.headers);
  if (answer.status != 101) {
    append_field(out, "Connection", details.keep_alive ? "keep-alive" : "close");
  }
  out.append("\r\n");
}

} // namespace leadstream::serve
