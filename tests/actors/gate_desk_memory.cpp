#include "actors/gate_desk.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <vector>

using namespace leadstream;
using namespace leadstream::actors;
using namespace std::chrono_literals;

namespace {

const uuid some_job = *parse_uuid("0190a0a0-0000-7000-8000-0000000000aa");

/// An archive without files that answers at once.
struct small_archive : page_archive {
  void keep(std::shared_ptr<const page> content, std::shared_ptr<const http_request> asked) override {
    if (asked != nullptr) {
      questions.push_back(*asked);
    }
    pages[content->url] = std::move(content);
  }
  void find(const std::string& url, std::function<void(std::shared_ptr<const page>)> done) override {
    done(pages.contains(url) ? pages[url] : nullptr);
  }
  void note(const page_use& use) override { noted.push_back(use); }
  void uses(const uuid&, std::uint64_t, std::size_t, completion<std::vector<kept_use>>) override {}
  void erase_host(const std::string&, completion<std::uint64_t>) override {}
  void erase_answers(std::function<bool(const page&)>, completion<std::uint64_t>) override {}
  void stop() override {}

  std::map<std::string, std::shared_ptr<const page>> pages;
  std::vector<page_use> noted;
  std::vector<http_request> questions;
};

struct small_book : politeness_book {
  void add(const tenant_id&, const robots_decision& decision) override { decisions.push_back(decision); }
  void find(const tenant_id&, const std::string&, std::size_t,
            completion<std::vector<robots_decision>>) override {}
  void list_opt_outs(completion<std::vector<opt_out>>) override {}
  void set_opt_out(const opt_out&, completion<leadstream::done>) override {}
  void remove_opt_out(const std::string&, completion<leadstream::done>) override {}

  std::vector<robots_decision> decisions;
};

/// A desk with a web of one thread: each hop ends when it is asked for, waits are over at once.
struct desk_world : gate_hands {
  desk_world() {
    context.archive = archive;
    context.politeness = book;
    context.opted_out = opted_out;
    context.budget = std::make_shared<byte_budget>(1U << 20U);
    context.random = [this] { return seed = seed * 6364136223846793005ULL + 1442695040888963407ULL; };
    context.clock = [this] { return wall; };
    context.rules.cache = true;
    context.rules.lane.min_delay = context.rules.lane.max_delay = 0ms;
    context.rules.lane.requests_per_minute = 0;
    web["http://a.test/robots.txt"] = {404, {}, {}};
  }

  monotonic_time now() override { return time; }
  void fetch(std::uint64_t id, http_request request, const fetch_limits&) override {
    log.push_back(request);
    sent.emplace_back(id, std::move(request));
  }
  void find_kept(std::uint64_t id, const std::string& url) override { looked.emplace_back(id, url); }
  void wake(const std::string&, monotonic_time) override {}
  void call_back(std::uint64_t, monotonic_time) override {}
  void forward(fetch_order order, std::function<void(fetch_answer)> done) override {
    desk->take(std::move(order), std::move(done));
  }

  void open() { desk = std::make_unique<gate_desk>(context, *this); }

  fetch_answer ask(const std::string& url, std::vector<header> headers = {}) {
    fetch_answer got;
    request(url, got, std::move(headers));
    work();
    return got;
  }

  void request(const std::string& url, fetch_answer& got, std::vector<header> headers = {},
               const std::string& source = "website") {
    fetch_order order;
    order.source = source;
    order.request.url = url;
    order.request.headers = std::move(headers);
    order.tenant = default_tenant();
    order.job_id = some_job;
    order.job_began = job_began;
    desk->take(std::move(order), [&](fetch_answer answer) { got = std::move(answer); });
  }

  void work() {
    while (!sent.empty() || !looked.empty()) {
      for (const auto& look : std::exchange(looked, {})) {
        archive->find(look.second, [&](const auto& content) { desk->kept(look.first, content); });
      }
      for (const auto& [id, request] : std::exchange(sent, {})) {
        desk->ended(id, answer_to(request));
      }
    }
  }

  struct reaction {
    int status = 200;
    std::vector<header> headers;
    std::string body;
  };

  fetch_outcome answer_to(const http_request& request) {
    auto content = std::make_shared<page>();
    content->url = request.url;
    const reaction& to_give = web[request.url];
    const auto tag = find_header(to_give.headers, "ETag");
    const bool same = !tag.empty() && find_header(request.headers, "If-None-Match") == tag;
    content->status = same ? 304 : to_give.status;
    content->headers = to_give.headers;
    content->body = same ? "" : to_give.body;
    content->fetched_at = wall;
    fetch_outcome outcome;
    outcome.content = content;
    return outcome;
  }

  std::size_t requests_for(const std::string& url) const {
    std::size_t count = 0;
    for (const auto& request : log) {
      count += request.url == url ? 1U : 0U;
    }
    return count;
  }

  std::shared_ptr<small_archive> archive = std::make_shared<small_archive>();
  std::shared_ptr<small_book> book = std::make_shared<small_book>();
  std::shared_ptr<flow::opt_out_list> opted_out = std::make_shared<flow::opt_out_list>();
  gate_context context;
  std::unique_ptr<gate_desk> desk;
  std::map<std::string, reaction> web;
  std::vector<http_request> log;
  std::vector<std::pair<std::uint64_t, http_request>> sent;
  std::vector<std::pair<std::uint64_t, std::string>> looked;
  monotonic_time time{100h};
  wall_time job_began = wall_time::max();
  wall_time wall = *parse_rfc3339("2026-11-22T10:00:00Z");
  std::uint64_t seed = 1;
};

} // namespace

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

SCENARIO("an interface's answers are kept with what was asked, without its key, where its terms allow it") {
  desk_world world;
  const bool allowed = GENERATE(true, false);
  world.context.rules.api_source = "places";
  world.context.rules.keep_answers = allowed;
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
    REQUIRE(world.archive->questions[0].headers.size() == 1);
    CHECK(world.archive->questions[0].headers[0].name == "Content-Type");
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
