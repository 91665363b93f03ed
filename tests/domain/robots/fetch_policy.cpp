#include "domain/robots/fetch_policy.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::robots;
using namespace std::chrono_literals;

namespace {
constexpr monotonic_time now{std::chrono::hours(1'000)};
}

TEST_CASE("a robots.txt that was read holds for a day", "[robots]") {
  const auto known = judge({200, false, "User-agent: *\nDisallow: /x\n"}, now);
  CHECK(known.from == policy::basis::rules);
  CHECK(known.expires == now + 24h);
  CHECK_FALSE(decide(known, "bot", "/x").allowed);
  CHECK(decide(known, "bot", "/").allowed);
}

TEST_CASE("a file that is not there allows everything, even behind a login", "[robots]") {
  const int status = GENERATE(400, 401, 403, 404, 410, 451, 304);
  const auto known = judge({status, false, "User-agent: *\nDisallow: /\n"}, now);
  CHECK(known.from == policy::basis::unavailable);
  CHECK(known.expires == now + 24h);
  CHECK(decide(known, "bot", "/x").allowed);
}

TEST_CASE("too many redirects count as not there", "[robots]") {
  CHECK(judge({302, true, ""}, now).from == policy::basis::unavailable);
}

TEST_CASE("a file that cannot be reached forbids everything for now", "[robots]") {
  const int status = GENERATE(0, 429, 500, 503, 599);
  const auto known = judge({status, false, ""}, now);
  CHECK(known.from == policy::basis::unreachable);
  CHECK(known.expires == now + 10min);
  CHECK_FALSE(decide(known, "bot", "/x").allowed);
  CHECK_FALSE(decide(known, "bot", "/x").by);
}

TEST_CASE("the wait for an unreachable file doubles up to a day and ends with success", "[robots]") {
  policy known;
  for (const auto wait : {10, 20, 40, 80, 160, 320, 640, 1'280, 1'440, 1'440}) {
    known = judge({503, false, ""}, now, known);
    CHECK(known.expires == now + std::chrono::minutes(wait));
  }
  known = judge({200, false, ""}, now, known);
  CHECK(known.failures == 0);
  CHECK(judge({503, false, ""}, now, known).expires == now + 10min);
}
