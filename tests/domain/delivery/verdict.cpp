#include "domain/delivery/verdict.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::delivery;
using namespace std::chrono_literals;

namespace {

const wall_time now = *parse_rfc3339("2026-11-22T10:00:00Z");
const rules three{{0s, 5s, 5min}, 24h};

fetch_outcome answered(int status, std::vector<header> headers = {}) {
  page p;
  p.status = status;
  p.headers = std::move(headers);
  fetch_outcome outcome;
  outcome.content = std::make_shared<const page>(std::move(p));
  return outcome;
}

} // namespace

TEST_CASE("2xx is a success, 410 ends the endpoint, everything else is tried again by the schedule") {
  CHECK(judge(three, {}, 1, answered(204), now, 0).state == delivery_state::delivered);
  const verdict gone = judge(three, {}, 1, answered(410), now, 0);
  CHECK(gone.state == delivery_state::dead);
  CHECK_FALSE(gone.disable_because.empty());
  for (const int status : {302, 400, 404, 429, 500, 503}) {
    const verdict v = judge(three, {}, 1, answered(status), now, 0);
    CHECK(v.state == delivery_state::waiting);
    CHECK(v.wait == 5s);
    CHECK(v.disable_because.empty());
  }
  CHECK(judge(three, {}, 2, answered(500), now, 0).wait == 5min);
  CHECK(judge(three, {}, 3, answered(500), now, 0).state == delivery_state::dead);
  fetch_outcome refused;
  refused.failure = fetch_failure::address_refused;
  CHECK(judge(three, {}, 1, refused, now, 0).problem.starts_with("address_refused"));
}

TEST_CASE("Retry-After lengthens a wait, never beyond a day") {
  CHECK(judge(three, {}, 1, answered(429, {{"Retry-After", "60"}}), now, 0).wait == 60s);
  CHECK(judge(three, {}, 1, answered(503, {{"Retry-After", "1"}}), now, 0).wait == 5s);
  CHECK(judge(three, {}, 1, answered(503, {{"Retry-After", "99999999"}}), now, 0).wait == 24h);
  CHECK(judge(three, {}, 2, answered(500), now, 1).wait == 5min + 30s);
}

TEST_CASE("an endpoint that has failed for long is switched off") {
  endpoint to;
  to.failing_since = now - 24h;
  CHECK_FALSE(judge(three, to, 1, answered(500), now, 0).disable_because.empty());
  to.failing_since = now - 23h;
  CHECK(judge(three, to, 1, answered(500), now, 0).disable_because.empty());
}

TEST_CASE("headers that frame a request or span lines are refused") {
  for (const char* name :
       {"Host", "content-length", "Transfer-Encoding", "Cookie", "X Y", "", "webhook-id"}) {
    CHECK_FALSE(header_fault({name, "x"}).empty());
  }
  CHECK_FALSE(header_fault({"X", "a\r\nB: c"}).empty());
  CHECK(header_fault({"Authorization", "Bearer x"}).empty());
}
