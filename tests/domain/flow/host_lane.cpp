#include "domain/flow/host_lane.hpp"

#include <catch2/catch.hpp>
#include <deque>
#include <map>
#include <random>

using namespace leadstream;
using namespace leadstream::flow;
using namespace std::chrono_literals;

namespace {

constexpr monotonic_time start{std::chrono::hours(1'000)};

random_source seeded(std::uint64_t seed) {
  return [generator = std::mt19937_64(seed)]() mutable { return generator(); };
}

lane_rules quick() {
  lane_rules rules;
  rules.requests_per_minute = 0;
  rules.min_delay = rules.max_delay = 0ms;
  return rules;
}

permit grant(host_lane& lane, monotonic_time now) {
  const auto answer = lane.ask(now);
  REQUIRE(answer.what == leave::kind::granted);
  return answer.given;
}

} // namespace

TEST_CASE("at most as many requests as allowed are in flight", "[flow]") {
  host_lane lane(quick(), start, false, seeded(1));
  const auto first = grant(lane, start);
  grant(lane, start);
  grant(lane, start);
  CHECK(lane.in_flight() == 3);
  CHECK(lane.ask(start).what == leave::kind::wait_finish);
  lane.finished(first, verdict::success, start);
  CHECK(lane.ask(start).what == leave::kind::granted);
}

TEST_CASE("the bucket spaces the requests of all slots", "[flow]") {
  auto rules = quick();
  rules.requests_per_minute = 60;
  host_lane lane(rules, start, false, seeded(1));
  grant(lane, start);
  const auto answer = lane.ask(start);
  CHECK(answer.what == leave::kind::wait);
  CHECK(answer.at >= start + 1s + travel_margin);
  CHECK(answer.at <= start + 1s + travel_margin + 1ms);
}

TEST_CASE("each slot waits between the end of one request and the start of its next", "[flow]") {
  auto rules = quick();
  rules.concurrency = 2;
  rules.min_delay = rules.max_delay = 2s;
  host_lane lane(rules, start, false, seeded(1));
  const auto first = grant(lane, start);
  const auto second = grant(lane, start);
  lane.finished(first, verdict::success, start + 5s);
  CHECK(lane.ask(start + 5s).at == start + 7s + travel_margin);
  lane.finished(second, verdict::success, start + 6s);
  CHECK(grant(lane, start + 7s + travel_margin).slot == first.slot);
  CHECK(lane.ask(start + 7s + travel_margin).at == start + 8s + travel_margin);
}

TEST_CASE("a cold lane begins as if a request had just been made", "[flow]") {
  lane_rules rules;
  rules.min_delay = rules.max_delay = 3s;
  host_lane lane(rules, start, true, seeded(1));
  CHECK(lane.ask(start).at == start + 3s + travel_margin);
}

TEST_CASE("Retry-After stops the whole lane", "[flow]") {
  host_lane lane(quick(), start, false, seeded(1));
  const auto first = grant(lane, start);
  lane.finished(first, verdict::failure, start, 90s);
  const auto answer = lane.ask(start + 1s);
  CHECK(answer.what == leave::kind::wait);
  CHECK(answer.at == start + 90s);
  CHECK(lane.ask(start + 90s).what == leave::kind::granted);
}

TEST_CASE("a crawl delay is kept from the end of a request, and requests go one by one", "[flow]") {
  host_lane lane(quick(), start, false, seeded(1));
  lane.set_crawl_delay(10s);
  const auto first = grant(lane, start);
  CHECK(lane.ask(start + 20s).what == leave::kind::wait_finish);
  lane.finished(first, verdict::success, start + 20s);
  CHECK(lane.ask(start + 20s).at == start + 30s + travel_margin);
}

TEST_CASE("an open breaker says until when, and lets one probe through", "[flow]") {
  host_lane lane(quick(), start, false, seeded(1));
  for (int i = 0; i < 5; ++i)
    lane.finished(grant(lane, start), verdict::failure, start);
  CHECK(lane.ask(start).what == leave::kind::open);
  CHECK(lane.ask(start).at == start + 30s);
  const auto probe = grant(lane, start + 30s);
  CHECK(lane.ask(start + 30s).what == leave::kind::wait_finish);
  lane.finished(probe, verdict::neutral, start + 31s);
  const auto next = grant(lane, start + 31s);
  lane.finished(next, verdict::success, start + 32s);
  CHECK(lane.breaker().pristine());
}

TEST_CASE("a session ends after its requests", "[flow]") {
  auto rules = quick();
  rules.requests_per_session = 2;
  host_lane lane(rules, start, false, seeded(1));
  std::vector<std::uint64_t> sessions;
  for (int i = 0; i < 5; ++i) {
    const auto given = grant(lane, start);
    sessions.push_back(given.session);
    lane.finished(given, verdict::success, start);
  }
  CHECK(sessions == std::vector<std::uint64_t>{0, 0, 1, 1, 2});
}

TEST_CASE("fewer slots at runtime: what is in flight may end, nothing new starts beyond", "[flow]") {
  auto rules = quick();
  host_lane lane(rules, start, false, seeded(1));
  const auto first = grant(lane, start);
  const auto second = grant(lane, start);
  const auto third = grant(lane, start);
  rules.concurrency = 1;
  lane.set_rules(rules, start);
  lane.finished(first, verdict::success, start);
  lane.finished(second, verdict::success, start);
  CHECK(lane.ask(start).what == leave::kind::wait_finish);
  lane.finished(third, verdict::success, start);
  CHECK(lane.ask(start).what == leave::kind::granted);
}

TEST_CASE("a permit that is given back twice counts once", "[flow]") {
  host_lane lane(quick(), start, false, seeded(1));
  const auto first = grant(lane, start);
  lane.finished(first, verdict::failure, start);
  lane.finished(first, verdict::failure, start);
  CHECK(lane.in_flight() == 0);
}

TEST_CASE("a lane may be forgotten when nothing of it would make a request wait", "[flow]") {
  lane_rules rules;
  host_lane lane(rules, start, false, seeded(1));
  CHECK(lane.idle(start));
  const auto first = grant(lane, start);
  CHECK_FALSE(lane.idle(start + 1h));
  lane.finished(first, verdict::success, start + 1s);
  CHECK_FALSE(lane.idle(start + 1s));
  CHECK(lane.idle(start + 4s + travel_margin));
}

TEST_CASE("hours of requests keep rate, concurrency, delays, sessions and breaker", "[flow][property]") {
  const auto seed = GENERATE(range<std::uint64_t>(1, 9));
  const auto random = seeded(seed);
  lane_rules rules;
  rules.requests_per_minute = 20 + static_cast<double>(random() % 80);
  rules.concurrency = static_cast<std::uint32_t>(1 + random() % 4);
  host_lane lane(rules, start, seed % 2 == 0, seeded(seed + 100));
  const auto crawl_delay = std::chrono::milliseconds(seed % 3 == 0 ? 2'500 : 0);
  lane.set_crawl_delay(crawl_delay);

  const auto between_starts = std::chrono::nanoseconds(60s) / static_cast<int>(rules.requests_per_minute);

  std::deque<monotonic_time> minute;
  std::map<std::uint32_t, monotonic_time> last_end;
  std::multimap<monotonic_time, permit> in_flight;
  auto last_start = monotonic_time::min();
  auto not_before = monotonic_time::min();
  std::uint64_t requests = 0;
  auto now = start;
  while (now < start + 6h) {
    const auto answer = lane.ask(now);
    if (answer.what == leave::kind::granted) {
      while (!minute.empty() && minute.front() <= now - 60s)
        minute.pop_front();
      minute.push_back(now);
      REQUIRE(static_cast<double>(minute.size()) <= rules.requests_per_minute);
      REQUIRE(now >= not_before);
      if (last_start != monotonic_time::min()) {
        REQUIRE(now - last_start >= crawl_delay + travel_margin);
        REQUIRE(now - last_start >= between_starts + travel_margin);
      }
      if (last_end.contains(answer.given.slot))
        REQUIRE(now - last_end[answer.given.slot] >= rules.min_delay + travel_margin);
      REQUIRE(answer.given.session == requests / rules.requests_per_session);
      ++requests;
      last_start = now;
      in_flight.emplace(now + std::chrono::milliseconds(50 + random() % 5'000), answer.given);
      REQUIRE(in_flight.size() <= rules.concurrency);
      continue;
    }
    if (answer.what != leave::kind::wait_finish)
      REQUIRE(answer.at > now);
    else
      REQUIRE_FALSE(in_flight.empty());
    const bool finish_first = !in_flight.empty() && (answer.what == leave::kind::wait_finish ||
                                                     in_flight.begin()->first <= answer.at);
    if (!finish_first) {
      now = answer.at;
      continue;
    }
    const auto [at, given] = *in_flight.begin();
    in_flight.erase(in_flight.begin());
    now = std::max(now, at);
    last_end[given.slot] = now;
    const auto how = random() % 10;
    if (how == 0) {
      not_before = std::max(not_before, now + 7s);
      lane.finished(given, verdict::failure, now, 7s);
    } else {
      lane.finished(given, how < 4 ? verdict::failure : how < 5 ? verdict::neutral : verdict::success, now);
    }
  }
  CHECK(requests > 1'000);
}
