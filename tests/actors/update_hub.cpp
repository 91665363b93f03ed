#include "actors/update_hub.hpp"

#include "tests/actors/support/manual_store.hpp"
#include "tests/actors/support/system.hpp"

#include <caf/send.hpp>
#include <caf/typed_event_based_actor.hpp>
#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::actors;

namespace {

struct recording_sink : update_sink {
  void publish(const tenant_id&, const std::string&,
               std::shared_ptr<const std::vector<event>> events) override {
    for (const event& e : *events) {
      seen.push_back(e.seq);
    }
  }
  std::vector<std::uint64_t> seen;
};

struct hub_world : test::actor_world {
  test::manual_store storage;
  std::shared_ptr<recording_sink> sink = std::make_shared<recording_sink>();
  update_hub hub = system.spawn(run_update_hub, static_cast<store*>(&storage), default_tenant());
  std::uint8_t units = 0;

  ~hub_world() {
    caf::anon_send_exit(hub, caf::exit_reason::user_shutdown);
    settle();
  }

  void live() {
    settle();
    while (storage.complete_all() > 0) {
      settle();
    }
  }

  /// Commits so many events; the hint comes separately.
  position commit_events(int count) {
    unit_of_work unit;
    unit.id.bytes[0] = ++units;
    for (int i = 0; i < count; ++i) {
      unit.events.push_back({{"job_update", {}, {}, 0, {}}, "{}"});
    }
    position end;
    storage.scope(default_tenant())->commit(std::move(unit), [&end](result<commit_result> r) {
      end = r.value().last;
    });
    live();
    return end;
  }

  void hint(const position& end) {
    caf::anon_send(hub, committed_hint{default_tenant(), end});
    live();
  }
};

} // namespace

SCENARIO("the hub hands on every committed event once, in order, whatever becomes of the hints") {
  hub_world world;

  GIVEN("events that were committed before anybody watched") {
    world.commit_events(3);
    caf::anon_send(world.hub, watch_order{world.sink});
    world.live();

    WHEN("later events are hinted late, twice and out of order") {
      const position fifth = world.commit_events(2);
      const position ninth = world.commit_events(4);
      world.hint(ninth);
      world.hint(fifth);
      world.hint(ninth);

      THEN("exactly the later ones arrive") {
        CHECK(world.sink->seen == std::vector<std::uint64_t>{4, 5, 6, 7, 8, 9});
      }
    }
  }

  GIVEN("more events than one reading takes") {
    caf::anon_send(world.hub, watch_order{world.sink});
    world.live();
    world.hint(world.commit_events(1'000));

    THEN("all of them arrive") {
      REQUIRE(world.sink->seen.size() == 1'000);
      CHECK(world.sink->seen.front() == 1);
      CHECK(world.sink->seen.back() == 1'000);
    }
  }
}
