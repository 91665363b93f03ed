#pragma once
#include "actors/job_registry.hpp"
#include "actors/node.hpp"
#include "actors/stages.hpp"
#include "actors/update_hub.hpp"
#include "tests/actors/support/manual_store.hpp"
#include "tests/actors/support/scripted_fetcher.hpp"
#include "tests/actors/support/system.hpp"

#include <caf/send.hpp>
#include <caf/typed_event_based_actor.hpp>
#include <nlohmann/json.hpp>

namespace leadstream::actors::test {

using leadstream::test::scripted_fetcher;

inline constexpr const char* overpass_source = "overpass";
inline constexpr const char* endpoint = "http://overpass.test/api/interpreter";

/// An element of an answer of Overpass: a dentist in Vaduz.
inline std::string element(int id, const std::string& name, const std::string& website) {
  return R"({"type":"node","id":)" + std::to_string(id) + R"(,"lat":47.1,"lon":)" + std::to_string(9 + id) +
         R"(,"tags":{"amenity":"dentist","name":")" + name + R"(","website":")" + website +
         R"(","addr:city":"Vaduz","addr:street":"Weg )" + std::to_string(id) + R"("}})";
}

/// An answer of Overpass.
inline std::string answer_of(const std::vector<std::string>& elements) {
  std::string list;
  for (const std::string& e : elements) {
    list += (list.empty() ? "" : ",") + e;
  }
  return R"({"version":0.6,"elements":[)" + list + "]}";
}

/// A whole node under the deterministic scheduler: everything but threads and sockets is real.
struct node_world : leadstream::test::actor_world {
  scripted_fetcher web;
  leadstream::test::manual_store storage;
  std::shared_ptr<job_context> context = std::make_shared<job_context>();
  job_registry registry;
  std::uint64_t seed = 1;
  wall_time wall{std::chrono::hours(24 * 365 * 50)};

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
    gate.started_at = system.clock().now() - std::chrono::hours(1);
    gates->set_web({keep(system.spawn(run_source_gate, gate))});
    gate.rules.api_source = overpass_source;
    gates->add_api(overpass_source, keep(system.spawn(run_source_gate, gate)));
    context->gates = gates;
  }

  ~node_world() {
    web.stop();
    end_kept();
    storage.complete_all();
    settle();
    context->gates.reset();
    context->extractors.reset();
  }

  /// Lets that much time pass, in which pages are fetched and the store answers.
  void live(std::chrono::milliseconds by) {
    constexpr std::chrono::milliseconds step(100);
    for (std::chrono::milliseconds done{0}; done < by; done += step) {
      settle();
      while (web.complete_all() + storage.complete_all() > 0) {
        settle();
      }
      advance(step);
      wall += step;
    }
  }

  /// Searches for the dentists of Vaduz.
  uuid submit() {
    uuid id;
    search_criteria criteria;
    criteria.industry = "dentist";
    criteria.location = "Vaduz";
    caf::anon_send(registry,
                   submit_order{default_tenant(), criteria, {}, [&id](result<job> j) { id = j.value().id; }});
    live(std::chrono::seconds(1));
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

} // namespace leadstream::actors::test
