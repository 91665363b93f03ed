#include "storage/sql/law.hpp"

#include "domain/dedup/fold.hpp"
#include "storage/open.hpp"
#include "storage/sql/statement.hpp"
#include "storage/sqlite/connection.hpp"
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

/// Tells a lead to everybody who hears of leads and keeps what was told.
void tell(const scratch& where, const std::string& shown) {
  sqlite::connection db((where.path / "leadstream.db").string(), sqlite::connection::access::write);
  const std::string tenant = default_tenant().value;
  const uuid some = id_of(78);
  db.run("INSERT INTO events VALUES (?, 900, 'company_update', NULL, ?, 10, '', ?, 0)", tenant, some, shown);
  db.run("INSERT INTO webhook_endpoints (tenant_id, id, url, secret, created_at) VALUES (?, ?, "
         "'http://a.test', '', 0)",
         tenant, some);
  db.run("INSERT INTO webhook_deliveries (tenant_id, id, endpoint_id, lane, type, data, at) "
         "VALUES (?, ?, ?, ?, 'lead.created', ?, 0)",
         tenant, some, some, some, shown);
  db.run("INSERT INTO crm_records (tenant_id, target, lead_id, sent, at) VALUES (?, 'http', ?, ?, 0)", tenant,
         some, R"({"name":"Muster","lat":"47.1","lng":"9.5"})");
  db.run("INSERT INTO idempotency_keys VALUES (?, 'me', 'k', '', ?, ?, ?, 0)", tenant, some, some,
         R"({"body":"{\"latitude\":47.1,\"longitude\":9.5}"})");
  db.run("INSERT INTO scraping_jobs (tenant_id, id) VALUES (?, ?)", tenant, some);
  db.run("INSERT INTO tasks (tenant_id, id, job_id, source, key, shard, payload, state) "
         "VALUES (?, ?, ?, 'website', 'a', 0, ?, 'cancelled')",
         tenant, some, some, shown);
}

/// "table.column" of every stored value in which the text stands.
std::vector<std::string> places_with(const scratch& where, const std::string& text) {
  sqlite::connection db((where.path / "leadstream.db").string(), sqlite::connection::access::read);
  std::vector<std::pair<std::string, std::string>> columns;
  {
    sql::statement row(db, "SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c "
                           "WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%'");
    while (row.step()) {
      std::string table = row.text();
      columns.emplace_back(std::move(table), row.text());
    }
  }
  std::vector<std::string> found;
  for (const auto& [table, column] : columns) {
    const std::string query =
        "SELECT count(*) FROM " + table + " WHERE instr(CAST(" + column + " AS text), '" + text + "') > 0";
    sql::statement row(db, sql::once{query});
    if (row.step() && row.integer() > 0) {
      found.push_back(table + "." + column);
    }
  }
  return found;
}

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
  GIVEN("that it was told to others") {
    tell(where, R"({"name":"Muster","location":{"city":"Vaduz","latitude":47.1,"longitude":9.5}})");
    CHECK(places_with(where, "47.1").size() >= 7);
    REQUIRE(expire(fetched + std::chrono::milliseconds(1)));
    CHECK(places_with(where, "47.1").empty());
    CHECK(places_with(where, "9.5").empty());
    CHECK(places_with(where, "Vaduz").size() == 3);
  }
  store->stop();
}
