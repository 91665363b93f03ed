#include "storage/sql/law.hpp"

#include "domain/dedup/fold.hpp"
#include "domain/json/lead.hpp"
#include "domain/json/read.hpp"
#include "storage/open.hpp"
#include "storage/sql/crm.hpp"
#include "storage/sql/statement.hpp"
#include "storage/sqlite/connection.hpp"
#include "storage/store.hpp"
#include "tests/conformance/adapters.hpp"
#include "tests/storage/scratch.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <thread>

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

/// A company with a person of whom name, title, address and number are known.
observation company_with_person() {
  observation seen = make_observation("website", "muster", "Muster Dental AG");
  seen.raw.facts.push_back({field::website, "https://muster.test/", "page", 0.9, ""});
  seen.raw.people.push_back(
      {"Ada Beispiel", "Geschäftsleiterin", "ada@muster.test", "+4232345678", "", true, "page", 0.9});
  seen.processed = seen.raw;
  return seen;
}

/// A store that knows one lead, and the law over it.
struct lawful_store {
  explicit lawful_store(const observation& seen) {
    unit_of_work unit = new_unit();
    unit.observations = {seen};
    unit.leads = dedup::fold({}, unit.observations);
    for (const lead_change& change : unit.leads) {
      unit.events.push_back(json::announce(change.lead, {}, "created"));
    }
    known = unit.leads.front().lead;
    REQUIRE(
        wait_for<commit_result>([&](auto answer) { store->scope(default_tenant())->commit(unit, answer); }));
  }
  ~lawful_store() { store->stop(); }

  void erase(law::subject_kind kind, const std::string& value) {
    REQUIRE(wait_for<law::receipt>([&](auto answer) {
      law->erase(default_tenant(), *law::read_subject(kind, value),
                 make_uuid_v7(system_wall_time(), system_random), "erasure", answer);
    }));
  }

  const scratch where;
  std::shared_ptr<connections> database = *open_database(where.options);
  std::unique_ptr<leadstream::store> store = make_store(database, where.options);
  std::unique_ptr<law::law_store> law = sql::make_law_store(database, score::profile{});
  lead known;
};

} // namespace

/// What was sent of a lead and of its contacts, and what a webhook was told.
void deliver(const lawful_store& all) {
  sqlite::connection db((all.where.path / "leadstream.db").string(), sqlite::connection::access::write);
  const std::string tenant = default_tenant().value;
  const auto sent = [&](const char* target, const uuid& id, const char* properties) {
    db.run("INSERT INTO crm_records (tenant_id, target, lead_id, sent, remote_id, at) VALUES (?, ?, ?, ?, "
           "'7', 0)",
           tenant, target, id, properties);
  };
  sent("hubspot", all.known.company.id, R"({"name":"Muster Dental AG","street":"Städtle 1"})");
  for (const contact& c : all.known.contacts) {
    sent("hubspot/contacts", c.id,
         R"({"name":"Ada Beispiel","title":"Geschäftsleiterin","email":"ada@muster.test"})");
  }
  db.run("INSERT INTO webhook_endpoints (tenant_id, id, url, secret, created_at) VALUES (?, ?, "
         "'http://a.test', '', 0)",
         tenant, id_of(78));
  db.run("INSERT INTO webhook_deliveries (tenant_id, id, endpoint_id, lane, type, data, at) "
         "VALUES (?, ?, ?, ?, 'lead.created', ?, 0)",
         tenant, id_of(79), id_of(78), id_of(78), json::announce(all.known, {}, "created").payload);
}

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

/// Whether the text stands in any of the directory's files.
bool is_in_files(const scratch& where, const std::string& text) {
  const auto entries = std::filesystem::directory_iterator(where.path);
  return std::any_of(begin(entries), end(entries), [&text](const auto& entry) {
    std::ifstream file(entry.path(), std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {}).find(text) != std::string::npos;
  });
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

SCENARIO("with a person goes all that was sent of it to CRMs, by whatever it is named") {
  const auto [kind, value] = GENERATE(std::pair{law::subject_kind::email, "ada@muster.test"},
                                      std::pair{law::subject_kind::phone, "+4232345678"});
  lawful_store all(company_with_person());
  deliver(all);
  REQUIRE_FALSE(places_with(all.where, "Ada Beispiel").empty());
  all.erase(kind, value);
  CAPTURE(value);
  CHECK(places_with(all.where, "Ada Beispiel").empty());
  CHECK(places_with(all.where, "Geschäftsleiterin").empty());
  CHECK(places_with(all.where, "ada@muster.test").empty());
  CHECK_FALSE(places_with(all.where, "Muster Dental AG").empty());
}

SCENARIO("with a person goes what the index of words keeps of deleted words") {
  lawful_store all(company_with_person());
  REQUIRE(is_in_files(all.where, "2345678"));
  REQUIRE(is_in_files(all.where, "eispiel"));
  all.erase(law::subject_kind::phone, "+4232345678");
  CHECK_FALSE(is_in_files(all.where, "2345678"));
  all.erase(law::subject_kind::email, "ada@muster.test");
  CHECK_FALSE(is_in_files(all.where, "eispiel"));
}

SCENARIO("with somebody goes what the log keeps of pages that were overwritten") {
  GIVEN("a reader that needs the log for longer than an erasure waits") {
    lawful_store all(company_with_person());
    auto reader = std::make_unique<sqlite::connection>((all.where.path / "leadstream.db").string(),
                                                       sqlite::connection::access::read);
    reader->begin(sql::connection::access::read);
    reader->execute("SELECT count(*) FROM companies");
    all.erase(law::subject_kind::email, "ada@muster.test");
    REQUIRE(is_in_files(all.where, "ada@muster.test"));

    WHEN("it ends, and nothing is written any more") {
      reader.reset();
      THEN("the log is emptied all the same") {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (is_in_files(all.where, "ada@muster.test") && std::chrono::steady_clock::now() < end) {
          std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        CHECK_FALSE(is_in_files(all.where, "ada@muster.test"));
      }
    }
    WHEN("the program ends at once") {
      const scratch after_crash;
      std::filesystem::create_directories(after_crash.path);
      for (const char* name : {"leadstream.db", "leadstream.db-wal"}) {
        std::filesystem::copy_file(all.where.path / name, after_crash.path / name);
      }
      reader.reset();
      THEN("its next start empties the log") {
        const auto database = open_database(after_crash.options);
        REQUIRE(database);
        CHECK_FALSE(is_in_files(after_crash, "ada@muster.test"));
      }
    }
  }
}

SCENARIO("with a domain goes all that was told of its lead, and the events keep their numbers") {
  lawful_store all(company_with_person());
  deliver(all);
  const auto events = [&] {
    return wait_for<event_page>(
               [&](auto answer) { all.store->scope(default_tenant())->read_events(0, 100, answer); })
        ->events;
  };
  const auto before = events();
  REQUIRE_FALSE(before.empty());
  all.erase(law::subject_kind::domain, "muster.test");
  for (const char* text : {"Muster Dental", "Städtle", "Ada Beispiel", "muster.test"}) {
    INFO(text);
    CHECK(places_with(all.where, text).empty());
  }
  const auto after = events();
  REQUIRE(after.size() >= before.size());
  CHECK(after.front().seq == before.front().seq);
  CHECK(json::read_lenient(*after.front().payload)->value("company_name", "") == "erased");
}

SCENARIO("a tenant sees what holds for all beside its own suppressions, each with its reason") {
  lawful_store all(company_with_person());
  const auto suppress = [&](const tenant_id& tenant, const char* email, const char* reason) {
    REQUIRE(wait_for<law::receipt>([&](auto answer) {
      all.law->erase(tenant, *law::read_subject(law::subject_kind::email, email),
                     make_uuid_v7(system_wall_time(), system_random), reason, answer);
    }));
  };
  suppress(default_tenant(), "own@muster.test", "manual");
  suppress({"*"}, "public@muster.test", "opt_out");
  suppress({"other"}, "other@muster.test", "erasure");
  const auto listed =
      wait_for<std::vector<law::suppression>>([&](auto answer) { all.law->list(default_tenant(), answer); });
  REQUIRE(listed);
  std::set<std::string> seen;
  for (const law::suppression& s : *listed) {
    seen.insert(s.tenant.value + " " + s.reason);
  }
  CHECK(seen == std::set<std::string>{"* opt_out", "default manual"});
}

SCENARIO("who got a lead is known by name and time") {
  lawful_store all(company_with_person());
  deliver(all);
  const auto recipients = wait_for<std::vector<law::recipient>>(
      [&](auto answer) { all.law->recipients_of(default_tenant(), {all.known.company.id}, answer); });
  REQUIRE(recipients);
  REQUIRE(recipients->size() == 2);
  CHECK(recipients->front().kind == "crm");
  CHECK(recipients->front().name == "hubspot");
  CHECK(recipients->front().last);
  CHECK(recipients->back().name == "a.test");
  CHECK_FALSE(recipients->back().last);
}

SCENARIO("a CRM run that a dead process left is stopped, others stay as they ended") {
  lawful_store all(company_with_person());
  const auto crm = sql::make_crm_store(all.database);
  delivery::crm_run left;
  left.id = id_of(91);
  left.target = "http";
  delivery::crm_run whole = left;
  whole.id = id_of(92);
  whole.state = "completed";
  for (const auto& run : {left, whole}) {
    REQUIRE(wait_for<done>([&](auto answer) { crm->save(default_tenant(), run, answer); }));
  }
  REQUIRE(wait_for<done>([&](auto answer) { crm->end_abandoned(system_wall_time(), answer); }));
  const auto runs =
      wait_for<std::vector<delivery::crm_run>>([&](auto answer) { crm->runs(default_tenant(), answer); });
  REQUIRE(runs);
  for (const auto& run : *runs) {
    CHECK(run.state == (run.id == left.id ? "stopped" : "completed"));
    CHECK(run.ended_at.has_value() == (run.id == left.id));
  }
}

SCENARIO("what is over by an operator's rule is forgotten, and when the next is over is known") {
  observation seen = company_with_person();
  lawful_store all(seen);
  const auto expire = [&](wall_time before) {
    return wait_for<law::expiry>([&](auto answer) { all.law->expire("*", {"places"}, before, answer); });
  };
  const auto kept = expire(seen.fetched_at);
  REQUIRE(kept);
  CHECK(kept->gone == 0);
  CHECK(kept->oldest == seen.fetched_at);
  const auto gone = expire(seen.fetched_at + std::chrono::milliseconds(1));
  REQUIRE(gone);
  CHECK(gone->gone == 1);
  CHECK_FALSE(gone->oldest);
  REQUIRE(expire(seen.fetched_at)); // behind it in the queue, when the log was emptied
  CHECK_FALSE(is_in_files(all.where, "2345678"));
  CHECK_FALSE(is_in_files(all.where, "eispiel"));
}
