#include "actors/importer.hpp"

#include "actors/stages.hpp"
#include "tests/actors/support/system.hpp"

#include <caf/send.hpp>
#include <caf/typed_event_based_actor.hpp>
#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::actors;

namespace {

deduplicator::behavior_type store_all(deduplicator::pointer /*self*/, std::size_t* stored) {
  return {[stored](work&) {
            ++*stored;
            return work_result{};
          },
          [](deferred& later) { later.run(); }};
}

observation listing(const std::string& name, const std::string& phone) {
  observation seen;
  seen.raw.facts.push_back({field::name, name, "import", 0.9, {}});
  seen.raw.facts.push_back({field::phone, phone, "import", 0.9, {}});
  return seen;
}

} // namespace

TEST_CASE("given records with values that cannot be used, when imported, then each is told by its place") {
  test::actor_world world;
  std::size_t stored = 0;
  const auto dedup = world.system.spawn(store_all, &stored);
  const auto pipeline = world.system.spawn(run_cleaner, dedup, suppressions{});
  const auto imports =
      world.system.spawn(run_importer, pipeline, wall_clock(system_wall_time), random_source(system_random));
  import_outcome told;
  const auto records = std::make_shared<std::vector<observation>>(
      std::vector{listing("?", "1"), listing("Korn AG", "12"), listing("!", "2"),
                  listing("Berg AG", "+4232390101"), listing("Tal AG", "3")});

  caf::anon_send(imports, import_order{default_tenant(), records, "LI",
                                       [&told](const result<import_outcome>& r) { told = *r; }});
  world.settle();

  CHECK(stored == 1);
  REQUIRE(told.refused.size() == 2);
  CHECK(told.refused[1].place == 2);
  REQUIRE(told.warnings.size() == 2);
  CHECK(told.warnings[0].place == 1);
  CHECK(told.warnings[0].left_out.value == "12");
  CHECK(told.warnings[1].place == 4);
  caf::anon_send_exit(imports, caf::exit_reason::user_shutdown);
  caf::anon_send_exit(pipeline, caf::exit_reason::user_shutdown);
  caf::anon_send_exit(dedup, caf::exit_reason::user_shutdown);
}
