#include "domain/flow/pace.hpp"

#include <catch2/catch.hpp>

using leadstream::flow::pace;
using namespace std::chrono_literals;

TEST_CASE("A server that answers as usual is asked at the pace of the rules") {
  pace p;
  for (int i = 0; i < 100; ++i) {
    p.learn(200ms, false);
  }
  CHECK(p.stretched(1'000ms) == 1'000ms);
  CHECK(p.relaxed());
}

TEST_CASE("Each answer of overload doubles the pause, up to sixteen times, and good answers bring it back") {
  pace p;
  p.learn(100ms, true);
  CHECK(p.stretched(1'000ms) == 2'000ms);
  p.learn(100ms, true);
  CHECK(p.stretched(1'000ms) == 4'000ms);
  for (int i = 0; i < 10; ++i) {
    p.learn(100ms, true);
  }
  CHECK(p.stretched(1'000ms) == 16'000ms);
  CHECK(p.stretched(10'000ms) == 70'000ms);
  for (int i = 0; i < 20; ++i) {
    p.learn(100ms, false);
  }
  CHECK(p.stretched(1'000ms) == 1'000ms);
}

TEST_CASE("Rising latency stretches the pause until the server is itself again") {
  pace p;
  for (int i = 0; i < 20; ++i) {
    p.learn(100ms, false);
  }
  p.learn(2'000ms, false);
  p.learn(2'000ms, false);
  CHECK(p.stretched(1'000ms) > 2'000ms);
  CHECK_FALSE(p.relaxed());
  for (int i = 0; i < 20; ++i) {
    p.learn(100ms, false);
  }
  CHECK(p.stretched(1'000ms) == 1'000ms);
}

TEST_CASE("The pause is never shorter than the server's own time to answer; own hosts have none") {
  pace p;
  p.learn(5'000ms, false);
  CHECK(p.stretched(1'000ms) == 5'000ms);
  CHECK(p.stretched(0ms) == 0ms);
}
