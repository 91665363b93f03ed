#include "domain/flow/circuit_breaker.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <vector>

using namespace leadstream;
using namespace leadstream::flow;
using namespace std::chrono_literals;

namespace {

constexpr monotonic_time start{std::chrono::hours(1'000)};

void fail(circuit_breaker& breaker, int times, monotonic_time now) {
  for (int i = 0; i < times; ++i)
    breaker.failed(breaker.enter(now).value(), now);
}

} // namespace

TEST_CASE("the fifth consecutive failure opens the breaker, not the fourth", "[flow]") {
  circuit_breaker breaker({});
  fail(breaker, 4, start);
  CHECK(breaker.state(start) == breaker_state::closed);
  fail(breaker, 1, start);
  CHECK(breaker.state(start) == breaker_state::open);
  CHECK_FALSE(breaker.enter(start));
  CHECK(breaker.open_until() == start + 30s);
}

TEST_CASE("a success in between starts the count anew, a neutral end does not", "[flow]") {
  circuit_breaker breaker({});
  fail(breaker, 4, start);
  breaker.succeeded(breaker.enter(start).value());
  CHECK(breaker.pristine());
  fail(breaker, 4, start);
  breaker.ended(breaker.enter(start).value());
  fail(breaker, 1, start);
  CHECK(breaker.state(start) == breaker_state::open);
}

TEST_CASE("after the cool-down exactly one probe passes", "[flow]") {
  circuit_breaker breaker({});
  fail(breaker, 5, start);
  CHECK_FALSE(breaker.enter(start + 30s - 1ns));
  CHECK(breaker.state(start + 30s) == breaker_state::half_open);
  const auto probe = breaker.enter(start + 30s);
  REQUIRE(probe);
  CHECK(breaker.probing());
  CHECK_FALSE(breaker.enter(start + 10h));

  SECTION("its success closes the breaker and forgets the openings") {
    breaker.succeeded(*probe);
    CHECK(breaker.pristine());
    fail(breaker, 5, start + 1h);
    CHECK(breaker.open_until() == start + 1h + 30s);
  }
  SECTION("its failure opens the breaker for twice as long") {
    breaker.failed(*probe, start + 31s);
    CHECK(breaker.open_until() == start + 31s + 60s);
  }
  SECTION("its neutral end makes room for the next probe") {
    breaker.ended(*probe);
    CHECK(breaker.enter(start + 31s));
  }
}

TEST_CASE("the cool-down doubles up to ten minutes", "[flow]") {
  circuit_breaker breaker({});
  fail(breaker, 5, start);
  auto now = start;
  for (const auto expected : {30s, 60s, 120s, 240s, 480s, 600s, 600s}) {
    CHECK(breaker.open_until() == now + expected);
    now = breaker.open_until();
    breaker.failed(breaker.enter(now).value(), now);
  }
}

TEST_CASE("late results of an older state change nothing", "[flow]") {
  circuit_breaker breaker({});
  const auto early = breaker.enter(start).value();
  fail(breaker, 5, start);
  breaker.succeeded(early);
  CHECK(breaker.state(start) == breaker_state::open);
  const auto probe = breaker.enter(start + 30s).value();
  breaker.failed(early, start + 30s);
  breaker.ended(early);
  CHECK(breaker.probing());
  breaker.succeeded(probe);
  breaker.failed(early, start + 31s);
  CHECK(breaker.pristine());
}

TEST_CASE("the breaker obeys its model in a hundred thousand random steps", "[flow][property]") {
  std::mt19937_64 random(11);
  circuit_breaker breaker({});
  std::vector<std::uint64_t> under_way;
  auto now = start;
  int consecutive = 0; // failures of the closed state that is now
  int probes = 0;      // under way
  std::uint64_t current = 0;
  auto quiet_until = start; // nothing may pass before
  auto cooldown = 30'000ms;
  for (int step = 0; step < 100'000; ++step) {
    now += std::chrono::milliseconds(random() % 4'000);
    if (random() % 2 == 0) {
      const bool was_closed = breaker.state(now) == breaker_state::closed;
      if (const auto entered = breaker.enter(now)) {
        REQUIRE(now >= quiet_until);
        REQUIRE(probes == 0);
        probes = was_closed ? 0 : 1;
        current = *entered;
        under_way.push_back(*entered);
      }
    } else if (!under_way.empty()) {
      const std::size_t index = random() % under_way.size();
      const auto generation = under_way[index];
      under_way.erase(under_way.begin() + static_cast<std::ptrdiff_t>(index));
      const bool counts = generation == current && now >= quiet_until;
      const auto how = random() % 4;
      if (how == 0) {
        breaker.succeeded(generation);
        if (counts) {
          consecutive = 0;
          probes = 0;
          cooldown = 30'000ms;
          REQUIRE(breaker.pristine());
          current = breaker.enter(now).value();
        }
      } else if (how == 1) {
        breaker.ended(generation);
        if (counts && probes == 1) {
          probes = 0;
          current = 0;
        }
      } else {
        breaker.failed(generation, now);
        if (counts && (probes == 1 || ++consecutive == 5)) {
          REQUIRE(breaker.state(now) == breaker_state::open);
          quiet_until = now + cooldown;
          REQUIRE(breaker.open_until() == quiet_until);
          cooldown = std::min<std::chrono::milliseconds>(cooldown * 2, 600'000ms);
          consecutive = 0;
          probes = 0;
          current = 0;
        } else if (counts) {
          REQUIRE(breaker.state(now) == breaker_state::closed);
        }
      }
    }
  }
}

TEST_CASE("a reset closes an open breaker, forgets its failures, and late results change nothing", "[flow]") {
  circuit_breaker breaker({2, 30'000ms, 600'000ms});
  const monotonic_time now{};
  const auto early = breaker.enter(now).value();
  breaker.failed(early, now);
  breaker.failed(early, now);
  REQUIRE(breaker.state(now) == breaker_state::open);

  breaker.reset();

  CHECK(breaker.pristine());
  const auto fresh = breaker.enter(now).value();
  breaker.failed(early, now);
  CHECK(breaker.pristine());
  breaker.failed(fresh, now);
  CHECK(breaker.state(now) == breaker_state::closed);
  breaker.failed(fresh, now);
  CHECK(breaker.state(now + 29s) == breaker_state::open);
  CHECK(breaker.state(now + 30s) == breaker_state::half_open);
}
