#include "domain/flow/backoff.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::flow;
using namespace std::chrono_literals;

namespace {

random_source counting() {
  return [state = std::uint64_t{0}]() mutable { return state++; };
}

} // namespace

TEST_CASE("a random delay takes every value between its bounds and none beyond", "[flow]") {
  const auto random = counting();
  auto most = 0ms;
  std::chrono::milliseconds low = 1h;
  for (int i = 0; i < 1'000; ++i) {
    const auto delay = random_delay(10ms, 20ms, random);
    low = std::min(low, delay);
    most = std::max(most, delay);
  }
  CHECK(low == 10ms);
  CHECK(most == 20ms);
  CHECK(random_delay(5ms, 5ms, random) == 5ms);
  CHECK(random_delay(5ms, 1ms, random) == 5ms);
}

TEST_CASE("back-off doubles its ceiling with each attempt up to the cap", "[flow]") {
  const auto most = [](std::uint32_t attempt) {
    auto found = 0ms;
    const auto random = counting();
    for (int i = 0; i < 10'000; ++i)
      found = std::max(found, backoff_delay({100ms, 1'000ms}, attempt, random));
    return found;
  };
  CHECK(most(1) == 100ms);
  CHECK(most(2) == 200ms);
  CHECK(most(4) == 800ms);
  CHECK(most(5) == 1'000ms);
  CHECK(most(4'000'000'000) == 1'000ms);
}

TEST_CASE("full jitter may wait not at all", "[flow]") {
  CHECK(backoff_delay({100ms, 1'000ms}, 3, [] { return 0; }) == 0ms);
}

TEST_CASE("what the server asks for wins", "[flow]") {
  CHECK(backoff_delay({100ms, 1'000ms}, 1, counting(), 90s) == 90s);
  CHECK(backoff_delay({100ms, 1'000ms}, 1, counting(), 0s) == 0s);
}
