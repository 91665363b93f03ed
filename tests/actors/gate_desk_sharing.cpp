#include "tests/actors/support/desk_world.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::actors;
using namespace std::chrono_literals;
using test::desk_world;
using test::some_job;

SCENARIO("a job fetches a URL once, whoever of its sources wants it and whenever") {
  desk_world world;
  world.web["http://a.test/news"] = {200, {{"Cache-Control", "no-cache"}}, "news"};
  world.job_began = world.wall;
  world.open();

  WHEN("two sources want it at once") {
    fetch_answer first;
    fetch_answer second;
    world.request("http://a.test/news", first);
    world.request("http://a.test/news", second, {}, "news");
    world.work();

    THEN("both have it from one request, and the archive knows of both") {
      REQUIRE(first.content);
      REQUIRE(second.content);
      CHECK(second.content->body == "news");
      CHECK(world.requests_for("http://a.test/news") == 1);
      REQUIRE(world.archive->noted.size() == 2);
      CHECK(world.archive->noted[1].source == "news");
    }
    AND_THEN("it serves the job later on, but not the next job") {
      world.wall += 1h;
      CHECK(world.ask("http://a.test/news").content);
      CHECK(world.requests_for("http://a.test/news") == 1);
      world.job_began = world.wall;
      CHECK(world.ask("http://a.test/news").content);
      CHECK(world.requests_for("http://a.test/news") == 2);
    }
  }
}

SCENARIO("requests of a job that wait for the same page are refused with it, and a loop waits for nobody") {
  desk_world world;
  world.web["http://a.test/gone"] = {404, {}, ""};
  world.web["http://a.test/loop"] = {302, {{"Location", "/loop"}}, ""};
  world.open();

  for (const std::string page : {"gone", "loop"}) {
    fetch_answer first;
    fetch_answer second;
    world.request("http://a.test/" + page, first);
    world.request("http://a.test/" + page, second);
    world.work();
    CHECK(first.refusal == (page == "gone" ? "not_found" : "too_many_redirects"));
    CHECK(second.refusal == first.refusal);
  }
  CHECK(world.requests_for("http://a.test/gone") == 1);
}

SCENARIO("a URL that two jobs want at once is fetched once where its answer may be kept") {
  desk_world world;
  struct example {
    const char* page;
    std::size_t requests;
  };
  const auto e =
      GENERATE(values<example>({{"page", 1}, {"moved", 1}, {"gone", 1}, {"secret", 2}, {"down", 2}}));
  world.web["http://a.test/page"] = {200, {}, "page"};
  world.web["http://a.test/moved"] = {301, {{"Location", "/page"}}, ""};
  world.web["http://a.test/gone"] = {404, {}, ""};
  world.web["http://a.test/secret"] = {200, {{"Cache-Control", "no-store"}}, "secret"};
  world.web["http://a.test/down"] = {500, {}, ""};
  world.context.rules.attempts = 1;
  world.open();
  const std::string address = std::string("http://a.test/") + e.page;

  fetch_answer first;
  fetch_answer second;
  world.request(address, first);
  world.job_id = *parse_uuid("0190a0a0-0000-7000-8000-0000000000bb");
  world.request(address, second);
  world.work();

  CHECK(world.requests_for(address) == e.requests);
  CHECK((second.content == nullptr) == (first.content == nullptr));
  CHECK(second.refusal == first.refusal);
  if (second.content != nullptr) {
    CHECK(second.content->body == first.content->body);
  }
}

SCENARIO("a job that was cancelled lets the one behind it have its turn") {
  desk_world world;
  world.web["http://a.test/page"] = {200, {}, "page"};
  world.open();
  REQUIRE(world.ask("http://a.test/robots.txt").refusal == "not_found");

  fetch_answer first;
  fetch_order cancelled = world.order_for("http://a.test/page");
  cancelled.cancelled = std::make_shared<std::atomic<bool>>(true);
  world.desk->take(std::move(cancelled), [&](fetch_answer answer) { first = std::move(answer); });
  world.job_id = *parse_uuid("0190a0a0-0000-7000-8000-0000000000bb");
  fetch_answer second;
  world.request("http://a.test/page", second);
  world.work();

  CHECK(first.refusal == "cancelled");
  CHECK(second.content);
  CHECK(world.requests_for("http://a.test/page") == 1);
}

SCENARIO("a robots.txt that another host's led to is fetched once, though there is none") {
  desk_world world;
  world.web["http://a.test/robots.txt"] = {301, {{"Location", "http://www.a.test/robots.txt"}}, ""};
  world.web["http://www.a.test/robots.txt"] = {404, {}, ""};
  world.web["http://a.test/"] = {301, {{"Location", "http://www.a.test/"}}, ""};
  world.web["http://www.a.test/"] = {200, {}, "home"};
  world.open();

  CHECK(world.ask("http://a.test/").content);
  CHECK(world.requests_for("http://www.a.test/robots.txt") == 1);
}
