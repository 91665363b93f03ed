#include "storage/sql/law.hpp"

#include "domain/dedup/fold.hpp"
#include "storage/open.hpp"
#include "storage/store.hpp"
#include "tests/conformance/adapters.hpp"
#include "tests/storage/scratch.hpp"

using namespace leadstream;
using namespace leadstream::storage;
using namespace leadstream::conformance;

namespace {

/// A listing of which the id may be kept for ever, and its coordinates, which may not.
std::vector<observation> listing_with_point(wall_time fetched_at) {
  observation lasting = make_observation("google", "place-1", "Muster Dental");
  lasting.processed.places.clear();
  lasting.raw.places.clear();
  observation passing = lasting;
  passing.record_id.clear();
  passing.subject = lasting.id;
  passing.id = id_of(77);
  passing.raw = passing.processed = {};
  place point;
  point.has_point = true;
  point.latitude = 47.1;
  point.longitude = 9.5;
  passing.raw.places = passing.processed.places = {point};
  lasting.fetched_at = passing.fetched_at = fetched_at;
  return {lasting, passing};
}

} // namespace

SCENARIO("what a source's terms let be kept for a while is forgotten, the rest stays") {
  const scratch where;
  const auto database = open_database(where.options);
  REQUIRE(database);
  const auto store = make_store(*database, where.options);
  const wall_time fetched = *parse_rfc3339("2026-10-01T12:00:00Z");
  unit_of_work unit = new_unit();
  unit.observations = listing_with_point(fetched);
  unit.leads = dedup::fold({}, unit.observations);
  REQUIRE(unit.leads.size() == 1);
  const uuid lead_id = unit.leads.front().lead.company.id;
  const auto tenant = store->scope(default_tenant());
  REQUIRE(wait_for<commit_result>([&](auto answer) { tenant->commit(unit, answer); }));
  const auto law = sql::make_law_store(*database, score::profile{});
  const auto expire = [&](wall_time before) {
    return wait_for<law::expiry>([&](auto answer) { law->expire_passing("google", before, answer); });
  };
  const auto has_point = [&] {
    return wait_for<lead>([&](auto answer) { tenant->find_lead(lead_id, answer); })
        ->company.location.has_point;
  };

  GIVEN("that its time is not over") {
    const auto left = expire(fetched);
    REQUIRE(left);
    CHECK(left->gone == 0);
    CHECK(left->oldest == fetched);
    CHECK(has_point());
  }
  GIVEN("that its time is over") {
    const auto left = expire(fetched + std::chrono::milliseconds(1));
    REQUIRE(left);
    CHECK(left->gone == 1);
    CHECK_FALSE(left->oldest);
    CHECK_FALSE(has_point());
  }
  store->stop();
}
