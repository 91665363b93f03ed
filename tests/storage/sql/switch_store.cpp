#include "storage/sql/switch_store.hpp"

#include "storage/open.hpp"
#include "tests/conformance/adapters.hpp"
#include "tests/storage/scratch.hpp"

using namespace leadstream;
using namespace leadstream::storage;
using conformance::wait_for;

SCENARIO("a source's switch is kept as it was set last") {
  const scratch where;
  for (const bool enabled : {false, true, false}) {
    const auto database = open_database(where.options);
    REQUIRE(database);
    const auto switches = make_switch_store(*database);
    REQUIRE(wait_for<done>([&](auto answer) { switches->set({"overpass", enabled}, answer); }));
    const auto known =
        wait_for<std::vector<sources::source_switch>>([&](auto answer) { switches->list(answer); });
    REQUIRE(known);
    REQUIRE(known->size() == 1);
    CHECK(known->front().source == "overpass");
    CHECK(known->front().enabled == enabled);
    (*database)->close();
  }
}
