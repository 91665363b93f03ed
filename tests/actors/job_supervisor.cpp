#include "tests/actors/support/node_world.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace leadstream;
using namespace leadstream::actors;
using namespace std::chrono_literals;
using namespace leadstream::actors::test;

SCENARIO("a search finds companies, reads their websites and completes") {
  node_world world;
  world.web.web[endpoint] =
      scripted_fetcher::status(200, {},
                               answer_of({element(1, "Praxis Eins", "http://eins.test"),
                                          element(2, "Praxis Zwei", "http://zwei.test")}));
  world.web.web["http://eins.test/"] = scripted_fetcher::html(
      "<html><body><a href='mailto:info@eins.test'>Mail</a><a href='/kontakt'>Kontakt</a></body>");
  world.web.web["http://eins.test/kontakt"] =
      scripted_fetcher::html("<p>Tel. <a href='tel:+4232323232'>x</a></p>");
  world.web.web["http://zwei.test/"] = scripted_fetcher::status(403);

  const uuid id = world.submit();
  world.live(5min);

  const job ended = world.find(id);
  CHECK(std::string(to_string(ended.status)) == "completed");
  CHECK(ended.progress == 100);
  CHECK(ended.results_count == 2);
  REQUIRE(ended.errors.size() == 1);
  CHECK(ended.errors[0].reason == "blocked");

  const auto leads = world.leads();
  REQUIRE(leads.size() == 2);
  CHECK(leads[0].company_name == "Praxis Eins");
  CHECK(leads[0].email == "info@eins.test");
}

SCENARIO("a company whose domain was erased leaves a rejected record without its name, and no task") {
  node_world world;
  const auto forbidden = std::make_shared<law::suppression_list>();
  forbidden->add(default_tenant(), law::subject_kind::domain,
                 law::hash_of({law::subject_kind::domain, "zwei.test"}));
  world.context->forbidden = forbidden;
  world.web.web[endpoint] =
      scripted_fetcher::status(200, {},
                               answer_of({element(1, "Praxis Eins", "http://eins.test"),
                                          element(2, "Praxis Zwei", "http://zwei.test")}));
  world.web.web["http://eins.test/"] = scripted_fetcher::html("<p>Willkommen</p>");

  const uuid id = world.submit();
  world.live(5min);

  CHECK(std::string(to_string(world.find(id).status)) == "completed");
  CHECK(world.find(id).errors.empty());
  REQUIRE(world.leads().size() == 1);
  CHECK(world.leads()[0].company_name == "Praxis Eins");
  for (const http_request& asked : world.web.log) {
    CHECK(asked.url.find("zwei") == std::string::npos);
  }
  std::uint64_t sites = 0;
  world.storage.scope(default_tenant())
      ->count_tasks(id, [&sites](const result<std::vector<task_count>>& all) {
        for (const task_count& one : all.value()) {
          sites += one.source == "website" ? one.count : 0;
        }
      });
  world.storage.complete_all();
  CHECK(sites == 1);
}

SCENARIO("a job that was stored without anybody hearing of it is run all the same") {
  node_world world;
  world.web.web[endpoint] = scripted_fetcher::status(200, {}, answer_of({element(1, "Praxis Eins", "")}));
  search_criteria criteria;
  criteria.industry = "dentist";
  criteria.location = "Vaduz";
  std::optional<error> told;
  const uuid asked = make_uuid_v7(world.context->clock(), world.context->random);
  const auto submit = [&](const std::function<void(const result<job>&)>& answer) {
    caf::anon_send(world.registry, submit_order{default_tenant(), criteria, asked, answer});
  };

  world.storage.lose_answers(error{error_code::unavailable, "the connection broke", {}});
  submit([&](const result<job>& j) { told = j.problem(); });
  world.settle();
  world.storage.complete_all();
  world.storage.lose_answers(std::nullopt);
  world.live(5min);

  REQUIRE(told);
  CHECK(std::string(to_string(world.find(asked).status)) == "completed");
  submit([&](const result<job>& j) { CHECK(j.value().id == asked); });
  world.live(5min);
  CHECK(world.leads().size() == 1);
}

SCENARIO("a directory that cannot be asked fails the job, with its reason") {
  node_world world;
  world.web.web[endpoint] = scripted_fetcher::status(504, {}, "<html>busy</html>");

  const uuid id = world.submit();
  world.live(10min);

  const job ended = world.find(id);
  CHECK(std::string(to_string(ended.status)) == "failed");
  REQUIRE_FALSE(ended.errors.empty());
  CHECK(ended.errors[0].reason == "server_error");
}

SCENARIO("an answer that cannot be read is an error of its source") {
  node_world world;
  world.web.web[endpoint] = scripted_fetcher::status(200, {}, "{\"elements\":");

  world.submit();
  world.live(10min);

  const auto state = world.context->book->states()[0];
  CHECK(state.about.name == overpass_source);
  CHECK(state.success_rate() == 0);
  CHECK_FALSE(state.last_error.empty());
  CHECK(state.breaker == "closed");
}

SCENARIO("a cancelled job sends nothing any more") {
  node_world world;
  world.web.web[endpoint] =
      scripted_fetcher::status(200, {}, answer_of({element(1, "Praxis Eins", "http://eins.test")}));
  world.web.web["http://eins.test/"] =
      scripted_fetcher::html("<a href='/kontakt'>Kontakt</a><a href='/team'>Team</a>");
  const uuid id = world.submit();

  bool answered = false;
  caf::anon_send(world.registry, cancel_order{default_tenant(), id,
                                              [&answered](const result<job>& j) { answered = j.ok(); }});
  world.live(1s);
  const std::size_t sent = world.web.log.size();
  world.live(5min);

  CHECK(answered);
  CHECK(std::string(to_string(world.find(id).status)) == "cancelled");
  CHECK(world.web.log.size() <= sent + 1);
}

SCENARIO("jobs beyond the limit wait their turn") {
  node_world world;
  world.context->options.running = 1;
  bool busy = true;
  const auto refusal = scripted_fetcher::status(429, {{"Retry-After", "120"}});
  const auto content = scripted_fetcher::status(200, {}, answer_of({element(1, "Praxis Eins", "")}));
  world.web.web[endpoint] = [&](const http_request& r) { return busy ? refusal(r) : content(r); };
  const uuid first = world.submit();
  const uuid second = world.submit();
  world.live(1min);
  std::chrono::milliseconds age{0};
  caf::anon_send(world.registry, queue_question{[&age](std::uint64_t, std::uint64_t,
                                                       std::chrono::milliseconds of) { age = of; }});
  world.settle();
  CHECK(age >= 1min);
  CHECK(age < 2min);
  busy = false;
  world.live(10min);

  CHECK(std::string(to_string(world.find(first).status)) == "completed");
  CHECK(std::string(to_string(world.find(second).status)) == "completed");
  CHECK(world.leads().size() == 1);
}
