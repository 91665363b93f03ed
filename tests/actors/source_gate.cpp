#include "actors/source_gate.hpp"

#include "tests/actors/support/gate_world.hpp"
#include "tests/support/telemetry_record.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::actors;
using namespace std::chrono_literals;
using test::gate_world;
using test::scripted_fetcher;

SCENARIO("a gate asks robots.txt once and obeys it") {
  gate_world world;
  world.web.web["http://a.test/robots.txt"] =
      scripted_fetcher::status(200, {}, "User-agent: *\nDisallow: /private\n");
  world.web.web["http://a.test/"] = scripted_fetcher::html("home");
  world.open();

  WHEN("an allowed and a forbidden page are wanted") {
    world.ask("http://a.test/");
    world.ask("http://a.test/private/x");
    world.live(10s);

    THEN("robots.txt was fetched once, the forbidden page never") {
      REQUIRE(world.answers.size() == 2);
      CHECK(world.requests_for("http://a.test/robots.txt") == 1);
      CHECK(world.requests_for("http://a.test/private/x") == 0);
      const bool first_is_page = world.answers[0].content != nullptr;
      const auto& denied = world.answers[first_is_page ? 1 : 0];
      CHECK(denied.refusal == "robots_denied");
      CHECK(denied.message.find("Disallow: /private") != std::string::npos);
    }
  }
}

SCENARIO("an unreachable robots.txt forbids everything for now") {
  gate_world world;
  world.web.web["http://a.test/robots.txt"] = scripted_fetcher::status(503);
  world.open();

  world.ask("http://a.test/");
  world.live(3min);

  REQUIRE(world.answers.size() == 1);
  CHECK(world.answers[0].refusal == "robots_unreachable");
  CHECK(world.requests_for("http://a.test/") == 0);
}

SCENARIO("a robots.txt that leads where nobody may go is unreachable, one that is refused says why") {
  gate_world world;
  world.web.web["http://a.test/robots.txt"] =
      scripted_fetcher::status(302, {{"Location", "http://inside.test/robots.txt"}});
  world.web.web["http://inside.test/robots.txt"] = scripted_fetcher::failure(fetch_failure::address_refused);
  world.open();

  world.ask("http://a.test/");
  world.live(1min);
  world.ask("http://inside.test/");
  world.live(1min);

  REQUIRE(world.answers.size() == 2);
  CHECK(world.answers[0].refusal == "robots_unreachable");
  CHECK(world.answers[1].refusal == "address_refused");
  CHECK(world.requests_for("http://a.test/") == 0);
}

SCENARIO("failed attempts are repeated with a pause, and no more than allowed") {
  gate_world world;
  world.web.web["http://a.test/x"] = scripted_fetcher::status(503);
  world.open();

  world.ask("http://a.test/x");
  world.live(5min);

  REQUIRE(world.answers.size() == 1);
  CHECK(world.answers[0].refusal == "server_error");
  CHECK(world.requests_for("http://a.test/x") == 3);
}

SCENARIO("the time that a request waits for leave is told, of robots.txt and of each attempt") {
  test::telemetry_record told;
  gate_world world;
  world.context.told = &told;
  world.context.rules.lane.requests_per_minute = 6;
  world.context.limit = std::make_shared<shared_limit>(3);
  world.web.web["http://a.test/x"] = scripted_fetcher::html("x");
  world.open();

  world.ask("http://a.test/x");
  world.live(1min);

  REQUIRE(told.waits.size() == 2);
  CHECK(told.waits[0] == std::pair(std::string("website"), 0ms));
  CHECK(told.waits[1].second > 19s);
  CHECK(told.waits[1].second < 21s);
}

SCENARIO("a reset asks a host again that was left alone, and the book follows") {
  gate_world world;
  sources::description website;
  website.name = "website";
  sources::description news = website;
  news.name = "news";
  const auto book = std::make_shared<source_book>(std::vector{website, news}, system_wall_time);
  std::vector<breaker_step> steps;
  book->on_step([&steps](const breaker_step& step) { steps.push_back(step); });
  world.context.book = book;
  world.context.rules.lane.breaker = {1, 10min, 10min};
  bool well = false;
  const auto failure = scripted_fetcher::status(503);
  const auto content = scripted_fetcher::html("x");
  world.web.web["http://a.test/x"] = [&](const http_request& r) { return well ? content(r) : failure(r); };
  world.open();
  world.ask("http://a.test/x");
  world.live(1min);
  REQUIRE(world.answers.back().refusal == "circuit_open");
  REQUIRE(book->state("website")->open_hosts == 1);
  book->stepped({"news", "a.test:80", flow::breaker_state::open, "failed", {}, {}});
  well = true;

  const auto reset = [&](const std::vector<std::string>& lanes) {
    bool answered = false;
    {
      const std::shared_ptr<void> answer(nullptr, [&answered](void*) { answered = true; });
      caf::anon_send(world.gate, reset_order{"website", lanes, answer});
    }
    world.settle();
    return answered;
  };
  CHECK(reset({"b.test:80"}));
  CHECK(book->open_lanes("website") == std::vector<std::string>{"a.test:80"});
  CHECK(reset(book->open_lanes("website")));
  CHECK(book->open_lanes("website").empty());
  CHECK(book->state("news")->open_hosts == 0);
  CHECK(steps.back().problem == "its breaker was closed by hand");
  world.ask("http://a.test/x");
  world.live(1min);

  CHECK(world.answers.back().content != nullptr);
}

SCENARIO("Retry-After stops the whole lane") {
  gate_world world;
  bool busy = true;
  const auto refusal = scripted_fetcher::status(429, {{"Retry-After", "60"}});
  const auto content = scripted_fetcher::html("x");
  world.web.web["http://a.test/x"] = [&](const http_request& r) { return busy ? refusal(r) : content(r); };
  world.web.web["http://a.test/y"] = scripted_fetcher::html("y");
  world.open();

  world.ask("http://a.test/x");
  world.live(5s);
  busy = false;
  world.ask("http://a.test/y");
  world.live(50s);
  CHECK(world.requests_for("http://a.test/x") == 1);
  CHECK(world.requests_for("http://a.test/y") == 0);

  world.live(30s);
  CHECK(world.requests_for("http://a.test/x") == 2);
  CHECK(world.requests_for("http://a.test/y") == 1);
  CHECK(world.answers.size() == 2);
}

SCENARIO("a host that asks for a longer rest than a job waits for is left alone") {
  gate_world world;
  world.web.web["http://a.test/x"] = scripted_fetcher::status(503, {{"Retry-After", "3600"}});
  world.web.web["http://a.test/y"] = scripted_fetcher::html("y");
  world.open();

  world.ask("http://a.test/x");
  world.ask("http://a.test/y");
  world.live(1min);
  REQUIRE(world.answers.size() == 2);
  CHECK(world.answers[1].refusal == "rate_limited");
  CHECK(world.requests_for("http://a.test/x") == 1);

  world.live(58min);
  world.ask("http://a.test/y");
  world.live(3min);
  CHECK(world.requests_for("http://a.test/y") == 1);
  CHECK(world.answers.back().content != nullptr);
}

SCENARIO("five failures in a row open the breaker, and what waits is refused at once") {
  gate_world world;
  for (const char* path : {"1", "2", "3"}) {
    world.web.web[std::string("http://a.test/") + path] =
        scripted_fetcher::failure(fetch_failure::connection_lost);
  }
  world.open();

  world.ask("http://a.test/1");
  world.live(3min);
  world.ask("http://a.test/2");
  world.live(10s);
  world.ask("http://a.test/3");
  world.live(10s);

  REQUIRE(world.answers.size() == 3);
  CHECK(world.answers[0].refusal == "connection_lost");
  CHECK(world.answers[2].refusal == "circuit_open");
  CHECK(world.requests_for("http://a.test/1") + world.requests_for("http://a.test/2") == 5);
  CHECK(world.requests_for("http://a.test/3") == 0);
}

SCENARIO("redirects are followed hop by hop, each by the rules of its own host") {
  gate_world world;
  world.web.web["http://a.test/"] = scripted_fetcher::status(301, {{"Location", "http://b.test/home"}});
  world.web.web["http://b.test/robots.txt"] =
      scripted_fetcher::status(200, {}, "User-agent: *\nDisallow: /home\n");
  world.web.web["http://b.test/home"] = scripted_fetcher::html("home");
  world.open();

  world.ask("http://a.test/");
  world.live(20s);

  REQUIRE(world.answers.size() == 1);
  CHECK(world.answers[0].refusal == "robots_denied");
  CHECK(world.requests_for("http://b.test/home") == 0);
}

SCENARIO("a redirect loop ends") {
  gate_world world;
  world.web.web["http://a.test/"] = scripted_fetcher::status(302, {{"Location", "/"}});
  world.open();

  world.ask("http://a.test/");
  world.live(2min);

  REQUIRE(world.answers.size() == 1);
  CHECK(world.answers[0].refusal == "too_many_redirects");
  CHECK(world.requests_for("http://a.test/") == 11);
}

SCENARIO("the page says where it was found and what was asked for") {
  gate_world world;
  world.web.web["http://a.test/"] = scripted_fetcher::status(301, {{"Location", "/home"}});
  world.web.web["http://a.test/home"] = scripted_fetcher::html("home");
  world.open();

  world.ask("http://a.test/");
  world.live(20s);

  REQUIRE(world.answers.size() == 1);
  REQUIRE(world.answers[0].content != nullptr);
  CHECK(world.answers[0].content->url == "http://a.test/home");
  CHECK(world.answers[0].content->requested_url == "http://a.test/");
}

SCENARIO("nothing is sent any more for a cancelled job") {
  gate_world world;
  world.web.web["http://a.test/1"] = scripted_fetcher::html("1");
  world.open();
  auto cancelled = std::make_shared<std::atomic<bool>>(false);

  world.ask("http://a.test/1", cancelled);
  cancelled->store(true);
  world.live(10s);

  REQUIRE(world.answers.size() == 1);
  CHECK(world.answers[0].refusal == "cancelled");
  CHECK(world.requests_for("http://a.test/1") == 0);
}

SCENARIO("held pages use up the budget, and fetching pauses until they are let go") {
  gate_world world;
  world.budget = std::make_shared<byte_budget>(10);
  world.context.budget = world.budget;
  world.web.web["http://a.test/1"] = scripted_fetcher::html(std::string(100, 'x'));
  world.web.web["http://b.test/2"] = scripted_fetcher::html("y");
  world.open();

  world.ask("http://a.test/1");
  world.live(5s);
  world.ask("http://b.test/2");
  world.live(5s);
  CHECK(world.requests_for("http://b.test/2") == 0);

  world.answers.clear();
  world.live(5s);
  CHECK(world.requests_for("http://b.test/2") == 1);
}

SCENARIO("the user agent changes with the session and keeps its product name") {
  gate_world world;
  world.context.rules.lane.requests_per_session = 2;
  for (int i = 0; i < 5; ++i) {
    world.web.web["http://a.test/" + std::to_string(i)] = scripted_fetcher::status(
        200, {{"Content-Type", "text/html"}, {"Set-Cookie", "session=" + std::to_string(i)}}, "x");
  }
  world.open();
  for (int i = 0; i < 5; ++i) {
    world.ask("http://a.test/" + std::to_string(i));
    world.live(5s);
  }

  std::vector<std::string> agents;
  std::vector<std::string> cookies;
  for (const auto& r : world.web.log) {
    agents.emplace_back(find_header(r.headers, "User-Agent"));
    cookies.emplace_back(find_header(r.headers, "Cookie"));
  }
  // robots.txt and five pages, two requests a session.
  CHECK(agents == std::vector<std::string>{"LeadstreamBot/1.0 (a)", "LeadstreamBot/1.0 (a)",
                                           "LeadstreamBot/1.0 (b)", "LeadstreamBot/1.0 (b)",
                                           "LeadstreamBot/1.0 (a)", "LeadstreamBot/1.0 (a)"});
  CHECK(cookies == std::vector<std::string>{"", "", "", "session=1", "", "session=3"});
}

SCENARIO("over an hour of virtual time no host sees more than its rate, its slots and its pauses allow") {
  gate_world world;
  for (int i = 0; i < 400; ++i) {
    world.web.web["http://a.test/" + std::to_string(i)] = scripted_fetcher::html("x");
  }
  world.context.rules.lane.requests_per_minute = 60;
  world.open();
  for (int i = 0; i < 400; ++i) {
    world.ask("http://a.test/" + std::to_string(i));
  }
  std::vector<monotonic_time> starts;
  std::size_t most_at_once = 0;
  for (int tenth = 0; tenth < 6'000 && starts.size() < 401; ++tenth) {
    while (starts.size() < world.web.log.size()) {
      starts.push_back(world.system.clock().now());
    }
    most_at_once = std::max(most_at_once, world.web.waiting.size());
    world.live(100ms);
  }
  REQUIRE(starts.size() == 401);
  CHECK(most_at_once <= 3);
  for (std::size_t i = 60; i < starts.size(); ++i) {
    CHECK(starts[i] - starts[i - 60] >= 60s);
  }
}
