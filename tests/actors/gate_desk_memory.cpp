#include "tests/actors/support/desk_world.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::actors;
using namespace std::chrono_literals;
using test::desk_world;
using test::some_job;

SCENARIO("a fresh page is answered from the archive, a stale one is confirmed") {
  desk_world world;
  world.web["http://a.test/"] = {200, {{"ETag", "\"1\""}, {"Cache-Control", "max-age=60"}}, "hello"};
  world.open();
  REQUIRE(world.ask("http://a.test/").content);
  CHECK(world.requests_for("http://a.test/") == 1);

  CHECK(world.ask("http://a.test/").content->body == "hello");
  CHECK(world.requests_for("http://a.test/") == 1);

  world.wall += 61s;
  const auto confirmed = world.ask("http://a.test/");
  REQUIRE(confirmed.content);
  CHECK(confirmed.content->body == "hello");
  CHECK(world.requests_for("http://a.test/") == 2);
  CHECK(find_header(world.log.back().headers, "If-None-Match") == "\"1\"");

  world.web["http://a.test/"] = {200, {{"ETag", "\"2\""}}, "changed"};
  world.wall += 61s;
  CHECK(world.ask("http://a.test/").content->body == "changed");
  CHECK(world.archive->noted.size() == 4);
}

SCENARIO("redirects and missing pages are remembered too, failures and what must not be kept never") {
  desk_world world;
  world.web["http://a.test/old"] = {301, {{"Location", "/new"}}, ""};
  world.web["http://a.test/new"] = {200, {}, "new"};
  world.web["http://a.test/gone"] = {404, {}, "gone"};
  world.web["http://a.test/secret"] = {200, {{"Cache-Control", "no-store"}}, "secret"};
  world.web["http://a.test/down"] = {500, {}, ""};
  world.context.rules.attempts = 1;
  world.open();
  for (int i = 0; i < 2; ++i) {
    CHECK(world.ask("http://a.test/old").content->body == "new");
    CHECK(world.ask("http://a.test/gone").refusal == "not_found");
    CHECK(world.ask("http://a.test/secret").content->body == "secret");
    CHECK(world.ask("http://a.test/down").refusal == "server_error");
  }
  CHECK(world.requests_for("http://a.test/old") == 1);
  CHECK(world.requests_for("http://a.test/new") == 1);
  CHECK(world.requests_for("http://a.test/gone") == 1);
  CHECK(world.requests_for("http://a.test/secret") == 2);
  CHECK(world.requests_for("http://a.test/down") == 2);
}

SCENARIO("each decision is kept with its rule and line") {
  desk_world world;
  world.web["http://a.test/robots.txt"] = {200, {}, "User-agent: *\nDisallow: /private\n"};
  world.web["http://a.test/"] = {200, {}, "home"};
  world.open();
  CHECK(world.ask("http://a.test/").content);
  CHECK(world.ask("http://a.test/private/x").refusal == "robots_denied");

  REQUIRE(world.book->decisions.size() == 2);
  CHECK(world.book->decisions[0].allowed);
  CHECK(world.book->decisions[0].reason == "no_rule");
  const auto& denied = world.book->decisions[1];
  CHECK_FALSE(denied.allowed);
  CHECK(denied.reason == "rule");
  CHECK(denied.rule == "Disallow: /private");
  CHECK(denied.line == 2);
  CHECK(denied.job_id == some_job);
  CHECK(denied.robots_url == "http://a.test/robots.txt");
}

SCENARIO("a source that fails at robots.txt shows the failure") {
  desk_world world;
  sources::description about;
  about.name = "website";
  const auto states = std::make_shared<source_book>(std::vector{about}, [] { return wall_time{}; });
  world.context.book = states;
  world.context.rules.attempts = 1;
  world.web["http://a.test/robots.txt"] = {500, {}, {}};
  world.open();
  CHECK(world.ask("http://a.test/").refusal == "robots_unreachable");
  const source_state seen = states->states()[0];
  CHECK(seen.attempts == 1);
  CHECK(seen.failures == 1);
  CHECK_FALSE(seen.last_error.empty());
  CHECK(seen.waiting + seen.in_flight == 0);
}

SCENARIO("a domain that opted out is left alone at once, its kept pages too") {
  desk_world world;
  world.web["http://a.test/"] = {200, {}, "home"};
  world.open();
  CHECK(world.ask("http://a.test/").content);
  const auto before = world.log.size();
  world.opted_out->add("a.test");

  CHECK(world.ask("http://a.test/").refusal == "opted_out");
  CHECK(world.ask("http://www.a.test/").refusal == "opted_out");
  CHECK(world.log.size() == before);
  CHECK(world.book->decisions.back().reason == "opted_out");
}

SCENARIO("a host of somebody who was erased is not asked, and no decision names it") {
  desk_world world;
  const auto forbidden = std::make_shared<law::suppression_list>();
  forbidden->add({"*"}, law::subject_kind::domain, law::hash_of({law::subject_kind::domain, "a.test"}));
  world.context.forbidden = forbidden;
  world.web["http://a.test/"] = {200, {}, "home"};
  world.web["http://b.test/"] = {302, {{"Location", "http://www.a.test/"}}, ""};
  world.open();

  CHECK(world.ask("http://a.test/").refusal == "suppressed");
  CHECK(world.ask("http://b.test/").refusal == "suppressed");

  CHECK(world.requests_for("http://a.test/robots.txt") == 0);
  CHECK(world.requests_for("http://www.a.test/") == 0);
  for (const robots_decision& decision : world.book->decisions) {
    CHECK(decision.site == "b.test");
  }
}

SCENARIO("an interface's answers are kept with what was sent, without its key, where its terms allow it") {
  desk_world world;
  const bool allowed = GENERATE(true, false);
  world.context.rules.api_source = "places";
  world.context.rules.keep_answers = allowed;
  world.context.rules.user_agents = {"Bot/1.0"};
  world.web["http://api.test/find"] = {200, {}, "{}"};
  world.open();
  fetch_order order;
  order.source = "places";
  order.ask_robots = false;
  order.job_id = some_job;
  order.about = "acme";
  order.request = {
      "POST", "http://api.test/find", {{"X-Goog-Api-Key", "secret"}, {"Content-Type", "text/json"}}, "?"};
  world.desk->take(order, [](const fetch_answer& answer) { CHECK(answer.content); });
  const auto [id, request] = world.sent.at(0);
  world.desk->ended(id, world.answer_to(request));

  REQUIRE(world.archive->noted.size() == (allowed ? 1 : 0));
  REQUIRE(world.archive->questions.size() == (allowed ? 1 : 0));
  if (allowed) {
    CHECK(world.archive->noted[0].about == "acme");
    CHECK(world.archive->questions[0].body == "?");
    std::vector<std::string> fields;
    for (const header& field : world.archive->questions[0].headers) {
      fields.push_back(field.name + ": " + field.value);
    }
    CHECK(fields == std::vector<std::string>{"Content-Type: text/json", "User-Agent: Bot/1.0", "Accept: */*",
                                             "Accept-Encoding: gzip, deflate, br"});
  }
}

SCENARIO("what its server wants kept nowhere is read and not kept") {
  desk_world w;
  w.web["http://a.test/"] = {200, {{"Cache-Control", "private, no-store"}}, "hello"};
  w.open();
  const auto answer = w.ask("http://a.test/");
  REQUIRE(answer.content);
  CHECK(answer.content->body == "hello");
  CHECK_FALSE(w.archive->pages.contains("http://a.test/"));
}

SCENARIO("what names a suppressed person is read and not kept") {
  desk_world w;
  auto list = std::make_shared<law::suppression_list>();
  list->add(default_tenant(), law::subject_kind::email,
            law::hash_of(*law::read_subject(law::subject_kind::email, "ada@a.test")));
  w.context.forbidden = list;
  w.web["http://a.test/"] = {200, {}, "write to ada@a.test"};
  w.web["http://a.test/other"] = {200, {}, "write to info@a.test"};
  w.open();
  const auto answer = w.ask("http://a.test/");
  REQUIRE(answer.content);
  CHECK(answer.content->body == "write to ada@a.test");
  w.ask("http://a.test/other");
  CHECK_FALSE(w.archive->pages.contains("http://a.test/"));
  CHECK(w.archive->pages.contains("http://a.test/other"));
  CHECK(w.archive->noted.size() == 1);
}

SCENARIO("a source's pages answer a second job where its terms let them be kept and nobody's key was shown") {
  struct source {
    bool kept;
    std::vector<header> headers;
    std::size_t requests;
  };
  const auto [kept, headers, requests] =
      GENERATE(source{true, {}, 1}, source{false, {}, 2}, source{true, {{"Authorization", "Bearer x"}}, 2});
  desk_world world;
  world.context.rules.api_source = "linkedin";
  world.context.rules.keep_answers = kept;
  world.web["http://a.test/company/acme"] = {200, {{"Cache-Control", "max-age=600"}}, "acme"};
  world.open();
  CHECK(world.ask("http://a.test/company/acme", headers).content);
  CHECK(world.ask("http://a.test/company/acme", headers).content);
  CHECK(world.requests_for("http://a.test/company/acme") == requests);
}

SCENARIO("a sitemap is kept for the next job and is none of the pages that a replay reads again") {
  desk_world world;
  const std::string address = "http://a.test/sitemap.xml";
  world.web[address] = {200, {{"Content-Type", "text/html"}}, "<p>every path is answered like this</p>"};
  world.open();

  REQUIRE(world.ask_for_sitemap(address).content);
  REQUIRE(world.ask_for_sitemap(address).content);
  CHECK(world.requests_for(address) == 1);
  CHECK(world.archive->noted.empty());

  REQUIRE(world.ask(address).content);
  REQUIRE(world.archive->noted.size() == 1);
  CHECK(world.archive->noted[0].requested_url == address);
}

SCENARIO("a sitemap that is too large is given to whom it asks as far as it came, and is not kept") {
  desk_world world;
  world.context.rules.limits.wire_bytes = 10;
  const std::string address = "http://a.test/sitemap.xml";
  world.web[address] = {200, {}, "http://a.test/kontakt"};
  world.open();

  const auto beginning = world.ask_for_sitemap(address);
  REQUIRE(beginning.content);
  CHECK(beginning.cut);
  CHECK_FALSE(world.archive->pages.contains(address));

  world.web[address].body = "short";
  CHECK_FALSE(world.ask_for_sitemap(address).cut);
  CHECK(world.archive->pages.contains(address));
}
