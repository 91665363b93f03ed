#include "domain/crawl/freshness.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace leadstream;
using namespace leadstream::crawl;
using namespace std::chrono_literals;

namespace {

const wall_time fetched = *parse_rfc3339("2026-11-22T10:00:00Z");

page answer(std::vector<header> headers, int status = 200) {
  page made;
  made.status = status;
  made.headers = std::move(headers);
  made.fetched_at = fetched;
  return made;
}

cache_rules rules() {
  return {12h, false};
}

} // namespace

TEST_CASE("Answers are kept by status and by what they say") {
  struct row {
    int status;
    std::vector<header> headers;
    bool kept;
  };
  const std::vector<row> rows{
      {200, {}, true},
      {301, {}, true},
      {308, {}, true},
      {404, {}, true},
      {410, {}, true},
      {302, {}, false},
      {302, {{"Cache-Control", "max-age=60"}}, true},
      {307, {{"Expires", "Sun, 22 Nov 2026 11:00:00 GMT"}}, true},
      {206, {}, false},
      {304, {}, false},
      {403, {}, false},
      {500, {}, false},
      {503, {{"Cache-Control", "max-age=60"}}, false},
      {200, {{"cache-control", "No-Store"}}, false},
      {200, {{"Cache-Control", "max-age=60, private"}}, false},
      {200, {{"Cache-Control", "private=\"set-cookie\""}}, true},
      {200, {{"Cache-Control", "public"}, {"Cache-Control", "no-store"}}, false},
      {200, {{"Cache-Control", "extension=\"no-store, private\""}}, true},
  };
  for (const auto& r : rows) {
    INFO(r.status << " " << (r.headers.empty() ? "" : r.headers.back().value));
    CHECK(may_store(answer(r.headers, r.status)) == r.kept);
  }
}

TEST_CASE("An answer holds as long as it says, or as long as the rules assume") {
  struct row {
    std::vector<header> headers;
    std::chrono::milliseconds expected;
  };
  const std::vector<row> rows{
      {{}, 12h},
      {{{"Cache-Control", "max-age=600"}}, 600s},
      {{{"Cache-Control", "max-age=\"600\""}}, 600s},
      {{{"Cache-Control", "MAX-AGE=600, s-maxage=60"}}, 60s},
      {{{"Cache-Control", "max-age=600"}, {"Cache-Control", "max-age=30"}}, 30s},
      {{{"Cache-Control", "max-age=soon"}}, 0s},
      {{{"Cache-Control", "max-age=99999999999999999999"}}, std::chrono::seconds(1LL << 31U)},
      {{{"Cache-Control", "no-cache, max-age=600"}}, 0s},
      {{{"Cache-Control", "no-cache=\"Set-Cookie\", max-age=600"}}, 600s},
      {{{"Pragma", "no-cache"}}, 0s},
      {{{"Pragma", "no-cache"}, {"Cache-Control", "max-age=5"}}, 5s},
      {{{"Expires", "Sun, 22 Nov 2026 11:00:00 GMT"}}, 1h},
      {{{"Expires", "Sun, 22 Nov 2026 11:00:00 GMT"}, {"Date", "Sun, 22 Nov 2026 10:30:00 GMT"}}, 30min},
      {{{"Expires", "Sun, 22 Nov 2026 09:00:00 GMT"}}, 0s},
      {{{"Expires", "0"}}, 0s},
      {{{"Expires", "Sun, 22 Nov 2026 11:00:00 GMT"}, {"Cache-Control", "max-age=5"}}, 5s},
      {{{"Last-Modified", "Sun, 22 Nov 2026 00:00:00 GMT"}}, 1h},
      {{{"Last-Modified", "Sun, 22 Nov 2020 00:00:00 GMT"}}, 12h},
      {{{"Last-Modified", "Sun, 22 Nov 2027 00:00:00 GMT"}}, 0s},
  };
  for (const auto& r : rows) {
    INFO((r.headers.empty() ? "" : r.headers.front().value));
    CHECK(lifetime(answer(r.headers), rules()) == r.expected);
  }
}

TEST_CASE("Age counts from the Date and Age fields, and Vary may forbid the use") {
  struct row {
    std::vector<header> headers;
    std::chrono::milliseconds later;
    bool identities_vary;
    bool fresh;
  };
  const header minute{"Cache-Control", "max-age=60"};
  const std::vector<row> rows{
      {{minute}, 59s, false, true},
      {{minute}, 60s, false, false},
      {{minute, {"Age", "30"}}, 29s, false, true},
      {{minute, {"Age", "30"}}, 30s, false, false},
      {{minute, {"Date", "Sun, 22 Nov 2026 09:59:30 GMT"}}, 30s, false, false},
      {{minute, {"Date", "Sun, 22 Nov 2026 10:59:30 GMT"}}, 30s, false, true},
      {{minute, {"Vary", "Accept-Encoding, User-Agent"}}, 1s, false, true},
      {{minute, {"Vary", "Accept-Encoding, User-Agent"}}, 1s, true, false},
      {{minute, {"Vary", "RSC, Next-Router-Prefetch, Origin, X-Device"}}, 1s, true, true},
      {{minute, {"Vary", "*"}}, 1s, false, false},
  };
  for (const auto& r : rows) {
    INFO(r.headers.back().value << " after " << r.later.count());
    CHECK(is_fresh(answer(r.headers), fetched + r.later, {12h, r.identities_vary}) == r.fresh);
  }
}

TEST_CASE("A kept answer is asked about by its validators and confirmed by a 304") {
  CHECK(conditions(answer({})).empty());
  CHECK(conditions(answer({{"Last-Modified", "yesterday"}})).empty());
  page kept = answer({{"ETag", "W/\"a\""},
                      {"Last-Modified", "Sun, 22 Nov 2020 00:00:00 GMT"},
                      {"Age", "5"},
                      {"Content-Type", "text/html"}});
  kept.body = "hello";
  const auto asked = conditions(kept);
  REQUIRE(asked.size() == 2);
  CHECK(asked[0].value == "W/\"a\"");
  CHECK(asked[1].name == "If-Modified-Since");

  page unchanged =
      answer({{"etag", "W/\"b\""}, {"Cache-Control", "max-age=9"}, {"Content-Length", "0"}}, 304);
  unchanged.fetched_at = fetched + 1h;
  const page now = confirmed(kept, unchanged);

  CHECK(now.body == "hello");
  CHECK(now.status == 200);
  CHECK(now.fetched_at == fetched + 1h);
  CHECK(find_header(now.headers, "ETag") == "W/\"b\"");
  CHECK(find_header(now.headers, "Content-Type") == "text/html");
  CHECK(find_header(now.headers, "Age").empty());
  CHECK(find_header(now.headers, "Content-Length").empty());
}
