#include "actors/stages.hpp"
#include "actors/update_hub.hpp"
#include "tests/actors/support/manual_store.hpp"
#include "tests/actors/support/system.hpp"

#include <caf/scoped_actor.hpp>
#include <caf/send.hpp>
#include <caf/typed_event_based_actor.hpp>
#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::actors;

namespace {

/// The end of the pipeline under the deterministic scheduler: deduplicator, scorer, writer, store.
struct folding_world : test::actor_world {
  test::manual_store storage;
  deduplicator dedup;
  std::shared_ptr<law::suppression_list> forbidden = std::make_shared<law::suppression_list>();
  std::uint64_t seed = 1;

  folding_world() {
    store* s = &storage;
    storage.acquire_shards({}, [](const result<std::uint64_t>&) {});
    storage.complete_all();
    auto hub = keep(system.spawn(run_update_hub, s, default_tenant()));
    auto writer = keep(system.spawn(run_lead_writer, hub, s));
    dedup = keep(system.spawn(
        run_deduplicator,
        keep(system.spawn(run_scorer, writer, std::make_shared<score::profile_book>(score::profile{}))), s,
        forbidden));
  }

  ~folding_world() {
    end_kept();
    storage.complete_all();
    settle();
    dedup = nullptr;
  }

  uuid next_id() {
    return make_uuid_v7(wall_time{},
                        [this] { return seed = seed * 6364136223846793005ULL + 1442695040888963407ULL; });
  }

  void send(observation seen) {
    auto item = std::make_shared<work_item>();
    item->tenant = default_tenant();
    item->unit.id = next_id();
    item->fresh.push_back(std::move(seen));
    caf::anon_send(dedup, work{item});
  }

  void live() {
    settle();
    while (storage.complete_all() > 0) {
      settle();
    }
  }

  std::vector<lead_row> leads() {
    std::vector<lead_row> rows;
    storage.scope(default_tenant())->list_leads({}, [&](result<lead_page> page) {
      rows = page.value().leads;
    });
    storage.complete_all();
    return rows;
  }
};

observation listing(const std::string& source, const std::string& name, const std::string& phone) {
  observation made;
  made.source = source;
  made.record_id = name;
  made.fetched_at = wall_time{} + std::chrono::hours(1);
  made.raw.facts = {{field::name, name, "test", 0.9, {}}, {field::phone, phone, "test", 0.9, {}}};
  place where;
  where.street = "Hauptstrasse 12";
  where.city = "Vaduz";
  made.raw.places.push_back(where);
  made.processed = made.raw;
  made.id = identify(default_tenant(), made);
  return made;
}

} // namespace

TEST_CASE("listings of one company that arrive at once become one lead, whatever the interleaving") {
  // The store answers so many calls before the other work's messages are handled.
  for (int pace = 1; pace <= 4; ++pace) {
    CAPTURE(pace);
    folding_world w;
    w.send(listing("overpass", "Zahnarztpraxis Muster", "+4232331122"));
    w.send(listing("places", "Zahnarztpraxis Mustr", "+4232331122"));
    w.send(listing("yellow", "Zahnarzt Praxis Muster", "+4232331122"));
    w.send(listing("overpass", "Bar Central", "+4232339999"));
    for (int i = 0; i < pace; ++i) {
      w.scheduler.run_once();
    }
    w.storage.complete_all();
    w.live();
    CHECK(w.leads().size() == 2);
  }
}

TEST_CASE("what is erased while it is on its way is not stored") {
  // given work that was cleaned before somebody was erased
  folding_world w;
  observation known = listing("overpass", "Bar Central", "+4232339999");
  known.processed.facts.push_back({field::email, "ada@central.example", "test", 0.9, {}});
  observation company = listing("overpass", "Zahnarztpraxis Muster", "+4232331122");
  company.processed.facts.push_back({field::website, "https://muster.example", "test", 0.9, {}});
  w.send(known);
  w.send(company);
  w.settle();

  // when the erasure comes before it is folded
  const auto forbid = [&](law::subject_kind kind, const char* value) {
    w.forbidden->add(default_tenant(), kind, law::hash_of(*law::read_subject(kind, value)));
  };
  forbid(law::subject_kind::email, "ada@central.example");
  forbid(law::subject_kind::domain, "muster.example");
  w.live();

  // then
  const auto leads = w.leads();
  REQUIRE(leads.size() == 1);
  CHECK(leads[0].company_name == "Bar Central");
  CHECK(leads[0].email.empty());
}
