#include "domain/flow/retry_after.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::flow;
using namespace std::chrono_literals;

namespace {
const wall_time now = parse_rfc3339("2026-11-22T10:00:00Z").value();
}

TEST_CASE("Retry-After is read as seconds or as a date", "[flow]") {
  const auto [text, expected] = GENERATE(table<std::string, std::chrono::milliseconds>({
      {"120", 120s},
      {" 0 ", 0s},
      {"3600", 1h},
      {"3601", 1h},
      {"99999999999999999999999", 1h},
      {"Sun, 22 Nov 2026 10:02:00 GMT", 2min},
      {"Sunday, 22-Nov-26 10:02:00 GMT", 2min},
      {"Sun Nov 22 10:02:00 2026", 2min},
      {"Sun, 22 Nov 2026 09:00:00 GMT", 0s},
      {"Fri, 31 Dec 9999 23:59:59 GMT", 1h},
  }));
  CAPTURE(text);
  CHECK(parse_retry_after(text, now, 1h) == expected);
}

TEST_CASE("a Retry-After that says nothing is none", "[flow]") {
  const std::string text = GENERATE(
      values<std::string>({"", "  ", "-1", "1.5", "soon", "12 s", "Sun, 31 Feb 2026 10:02:00 GMT",
                           "Sun, 22 Nov 2026 25:02:00 GMT", "Sun, 22 Nov 2026 10:02:00 CET", "Sun, 22 Nov"}));
  CAPTURE(text);
  CHECK_FALSE(parse_retry_after(text, now, 1h));
}

TEST_CASE("a year of two digits is at most fifty years ahead", "[flow]") {
  CHECK(parse_http_date("Sunday, 06-Nov-94 08:49:37 GMT", now) == parse_rfc3339("1994-11-06T08:49:37Z"));
  CHECK(parse_http_date("Sun Nov  6 08:49:37 1994", now) == parse_rfc3339("1994-11-06T08:49:37Z"));
}
