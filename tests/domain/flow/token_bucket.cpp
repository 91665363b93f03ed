#include "domain/flow/token_bucket.hpp"

#include <catch2/catch.hpp>
#include <deque>
#include <random>

using namespace leadstream;
using namespace leadstream::flow;
using namespace std::chrono_literals;

namespace {
constexpr monotonic_time start{std::chrono::hours(1'000)};
}

TEST_CASE("a warm bucket gives its first token at once and the next after the interval", "[flow]") {
  token_bucket bucket(60, 1, start, false);
  CHECK(bucket.take(start));
  CHECK_FALSE(bucket.take(start));
  CHECK(bucket.ready_at() == start + 1s);
  CHECK_FALSE(bucket.take(start + 1s - 1ns));
  CHECK(bucket.take(start + 1s));
}

TEST_CASE("a cold bucket begins empty", "[flow]") {
  token_bucket bucket(30, 3, start, true);
  CHECK_FALSE(bucket.take(start + 2s - 1ns));
  CHECK(bucket.take(start + 2s));
  CHECK_FALSE(bucket.take(start + 2s));
}

TEST_CASE("a burst is what follows at once after a pause", "[flow]") {
  token_bucket bucket(60, 3, start, false);
  CHECK((bucket.take(start) && bucket.take(start) && bucket.take(start)));
  CHECK_FALSE(bucket.take(start));
  CHECK(bucket.ready_at() == start + 1s);
  CHECK_FALSE(bucket.full(start + 2s));
  CHECK(bucket.full(start + 3s));
}

TEST_CASE("a rate of zero limits nothing", "[flow]") {
  token_bucket bucket(0, 1, start, true);
  for (int i = 0; i < 1'000; ++i)
    CHECK(bucket.take(start));
}

TEST_CASE("a new rate keeps at most one interval of debt", "[flow]") {
  token_bucket bucket(1, 1, start, false);
  REQUIRE(bucket.take(start));
  bucket.set_rate(60, 1, start);
  CHECK(bucket.ready_at() == start + 1s);
}

TEST_CASE("no window of a minute ever sees more than the rate and the burst allow", "[flow][property]") {
  std::mt19937_64 random(7);
  for (int round = 0; round < 50; ++round) {
    const double rate = 1 + static_cast<double>(random() % 200);
    const auto burst = static_cast<std::uint32_t>(1 + random() % 5);
    token_bucket bucket(rate, burst, start, random() % 2 == 0);
    std::deque<monotonic_time> window;
    for (auto now = start; now < start + 2h; now += std::chrono::milliseconds(random() % 700)) {
      while (!window.empty() && window.front() <= now - 60s)
        window.pop_front();
      const bool ready = bucket.ready_at() <= now;
      const bool taken = bucket.take(now);
      REQUIRE(ready == taken);
      if (taken)
        window.push_back(now);
      REQUIRE(static_cast<double>(window.size()) <= rate + burst - 1);
    }
  }
}
