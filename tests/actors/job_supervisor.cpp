#include "actors/node.hpp"

#include "actors/job_registry.hpp"
#include "actors/stages.hpp"
#include "actors/update_hub.hpp"
#include "tests/actors/support/manual_store.hpp"
#include "tests/actors/support/scripted_fetcher.hpp"
#include "tests/actors/support/system.hpp"

#include <caf/send.hpp>
#include <caf/typed_event_based_actor.hpp>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

using namespace leadstream;
using namespace leadstream::actors;
using namespace std::chrono_literals;
using test::scripted_fetcher;

namespace {

constexpr const char* overpass_source = "overpass";
constexpr const char* endpoint = "http://overpass.test/api/interpreter";

std::string element(int id, const std::string& name, const std::string& website) {
  return R"({"type":"node","id":)" + std::to_string(id) + R"(,"lat":47.1,"lon":)" + std::to_string(9 + id) +
         R"(,"tags":{"amenity":"dentist","name":")" + name + R"(","website":")" + website +
         R"(","addr:city":"Vaduz","addr:street":"Weg )" + std::to_string(id) + R"("}})";
}

std::string answer_of(const std::vector<std::string>& elements) {
  std::string list;
  for (const std::string& e : elements) {
    list += (list.empty() ? "" : ",") + e;
  }
  return R"({"version":0.6,"elements":[)" + list + "]}";
}

/// A whole node under the deterministic scheduler: everything but threads and sockets is real.
struct node_world : test::actor_world {
  scripted_fetcher web;
  test::manual_store storage;
  std::shared_ptr<job_context> context = std::make_shared<job_context>();
  std::vector<caf::actor> actors;
  job_registry registry;
  std::uint64_t seed = 1;
  wall_time wall{std::chrono::hours(24 * 365 * 50)};

  template <class Handle>
  Handle keep(Handle handle) {
    actors.push_back(caf::actor_cast<caf::actor>(handle));
    return handle;
  }

  node_world() {
    store* s = &storage;
    context->clock = [this] { return wall; };
    context->random = [this] { return seed = seed * 6364136223846793005ULL + 1442695040888963407ULL; };
    context->storage = s;
    storage.acquire_shards({}, [this](result<std::uint64_t> epoch) { context->epoch = epoch.value(); });
    storage.complete_all();
    context->options.overpass_endpoint = endpoint;
    sources::description overpass;
    overpass.name = overpass_source;
    overpass.kind = sources::kind::overpass;
    sources::description website;
    website.name = "website";
    website.kind = sources::kind::website;
    context->book = std::make_shared<source_book>(std::vector{overpass, website}, context->clock);
    context->hub = keep(system.spawn(run_update_hub, s, default_tenant()));
    context->writer = keep(system.spawn(run_lead_writer, context->hub, s));
    auto scorer = keep(
        system.spawn(run_scorer, context->writer, std::make_shared<score::profile_book>(score::profile{})));
    auto dedup = keep(system.spawn(run_deduplicator, scorer, s, nullptr));
    auto enricher = keep(system.spawn(run_enricher, dedup, mail_sources{}));
    context->pipeline = keep(system.spawn(run_cleaner, enricher, suppressions{}));
    context->extractors = std::make_shared<extractor_pool>(
        std::vector<extractor>{keep(system.spawn(run_extractor, extract_options{}, std::string{}, nullptr))});
    spawn_gates();
    registry = keep(system.spawn(run_job_registry, job_context_ptr(context)));
  }

  void spawn_gates() {
    auto gates = std::make_shared<gate_directory>();
    gate_context gate;
    gate.fetcher = &web;
    gate.budget = std::make_shared<byte_budget>(1U << 20U);
    gate.gates = gates;
    gate.random = context->random;
    gate.started_at = system.clock().now() - 1h;
    gates->set_web({keep(system.spawn(run_source_gate, gate))});
    gate.rules.api_source = overpass_source;
    gates->add_api(overpass_source, keep(system.spawn(run_source_gate, gate)));
    context->gates = gates;
  }

  ~node_world() {
    web.stop();
    for (const caf::actor& a : actors) {
      caf::anon_send_exit(a, caf::exit_reason::user_shutdown);
    }
    settle();
    storage.complete_all();
    settle();
    context->gates.reset();
    context->extractors.reset();
  }

  void live(std::chrono::milliseconds by) {
    for (std::chrono::milliseconds done{0}; done < by; done += 100ms) {
      settle();
      while (web.complete_all() + storage.complete_all() > 0) {
        settle();
      }
      advance(100ms);
      wall += 100ms;
    }
  }

  uuid submit() {
    uuid id;
    search_criteria criteria;
    criteria.industry = "dentist";
    criteria.location = "Vaduz";
    caf::anon_send(registry,
                   submit_order{default_tenant(), criteria, {}, [&id](result<job> j) { id = j.value().id; }});
    live(1s);
    return id;
  }

  job find(const uuid& id) {
    job found;
    storage.scope(default_tenant())->find_job(id, [&found](result<job> j) { found = j.value(); });
    storage.complete_all();
    return found;
  }

  /// What the job's log says: "source step reason".
  std::vector<std::string> log_of(const uuid& id) {
    std::vector<std::string> lines;
    storage.scope(default_tenant())->read_events(0, 10'000, [&](const result<event_page>& page) {
      for (const event& e : page.value().events) {
        if (e.header.type == job_log_event && e.header.job_id == id) {
          const auto entry = nlohmann::json::parse(*e.payload);
          lines.push_back(entry["source"].get<std::string>() + " " + entry["step"].get<std::string>() + " " +
                          (entry["reason"].is_null() ? "" : entry["reason"].get<std::string>()));
        }
      }
    });
    storage.complete_all();
    return lines;
  }

  std::vector<lead_row> leads() {
    std::vector<lead_row> rows;
    storage.scope(default_tenant())->list_leads({}, [&rows](result<lead_page> page) {
      rows = page.value().leads;
    });
    storage.complete_all();
    return rows;
  }
};

} // namespace

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

SCENARIO("a website that may not be kept is read all the same while the job runs") {
  node_world world;
  sources::description overpass;
  overpass.name = overpass_source;
  overpass.kind = sources::kind::overpass;
  overpass.storage.otherwise.what = sources::retention::kind::never;
  overpass.storage.content["name"] = {};
  sources::description website;
  website.name = "website";
  website.kind = sources::kind::website;
  world.context->book = std::make_shared<source_book>(std::vector{overpass, website}, world.context->clock);
  world.web.web[endpoint] =
      scripted_fetcher::status(200, {}, answer_of({element(1, "Praxis Eins", "http://eins.test")}));
  world.web.web["http://eins.test/"] = scripted_fetcher::html("<a href='mailto:info@eins.test'>Mail</a>");

  world.submit();
  world.live(5min);

  REQUIRE(world.leads().size() == 1);
  CHECK(world.leads()[0].company_name == "Praxis Eins");
  CHECK(world.leads()[0].email == "info@eins.test");
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

SCENARIO("websites that are switched off while a job runs are read no further, and the job says so once") {
  node_world world;
  world.web.web[endpoint] =
      scripted_fetcher::status(200, {},
                               answer_of({element(1, "Praxis Eins", "http://eins.test"),
                                          element(2, "Praxis Zwei", "http://zwei.test")}));
  for (const std::string site : {"http://eins.test/", "http://zwei.test/"}) {
    world.web.web[site] = [&world](const http_request& r) {
      (void)world.context->book->set_enabled("website", false);
      return scripted_fetcher::html("<a href='/kontakt'>Kontakt</a>")(r);
    };
    world.web.web[site + "kontakt"] = scripted_fetcher::html("<p>Kontakt</p>");
  }

  const uuid id = world.submit();
  world.live(5min);

  CHECK(std::string(to_string(world.find(id).status)) == "completed");
  for (const http_request& asked : world.web.log) {
    CHECK(asked.url.find("kontakt") == std::string::npos);
  }
  REQUIRE(world.find(id).errors.size() == 2);
  CHECK(world.find(id).errors[0].reason == "switched_off");
  const auto log = world.log_of(id);
  CHECK(std::count(log.begin(), log.end(), "website skipped switched_off") == 1);
}

SCENARIO("a job whose websites are switched off from the start says so") {
  node_world world;
  (void)world.context->book->set_enabled("website", false);
  world.web.web[endpoint] =
      scripted_fetcher::status(200, {}, answer_of({element(1, "Praxis Eins", "http://eins.test")}));

  const uuid id = world.submit();
  world.live(5min);

  const auto log = world.log_of(id);
  CHECK(std::count(log.begin(), log.end(), "website skipped switched_off") == 1);
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

SCENARIO("a site whose https nobody promised is read by http where https does not answer") {
  node_world world;
  world.web.web[endpoint] = scripted_fetcher::status(
      200, {},
      answer_of({element(1, "Praxis Eins", "eins.test"), element(2, "Praxis Zwei", "https://zwei.test")}));
  for (const std::string path : {"/robots.txt", "/"}) {
    world.web.web["https://eins.test" + path] = scripted_fetcher::failure(fetch_failure::connect_failed);
    world.web.web["https://zwei.test" + path] = scripted_fetcher::failure(fetch_failure::connect_failed);
  }
  world.web.web["http://eins.test/"] = scripted_fetcher::html("<a href='mailto:info@eins.test'>Mail</a>");

  const uuid id = world.submit();
  world.live(10min);

  const job ended = world.find(id);
  REQUIRE(ended.errors.size() == 1);
  CHECK(ended.errors[0].target == "https://zwei.test/");
  CHECK(ended.errors[0].reason == "connect_failed");
  const auto leads = world.leads();
  CHECK(std::any_of(leads.begin(), leads.end(), [](const auto& l) { return l.email == "info@eins.test"; }));
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
