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
