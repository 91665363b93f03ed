#include "storage/maintenance.hpp"

#include "domain/delivery/webhook_store.hpp"
#include "storage/connections.hpp"
#include "storage/open.hpp"
#include "storage/sql/lead_facets.hpp"
#include "storage/sql/politeness.hpp"
#include "storage/sql/webhooks.hpp"
#include "storage/sqlite/connection.hpp"
#include "tests/conformance/adapters.hpp"
#include "tests/conformance/bakery.hpp"
#include "tests/storage/scratch.hpp"

#include "domain/dedup/fold.hpp"
#include "domain/score/basis.hpp"

#include <algorithm>
#include <set>

using namespace leadstream;
using namespace leadstream::storage;
using namespace leadstream::conformance;

namespace {

/// Stores five companies as the pipeline does: folded, scored, in a job.
void fill(const storage_options& options) {
  const auto opened = open_store(options);
  unit_of_work unit = new_unit();
  unit.new_jobs = {make_job(id_of(10))};
  unit.job_id = id_of(10);
  for (int number = 1; number <= 5; ++number) {
    unit.observations.push_back(bakery(number));
  }
  unit.leads = dedup::fold({}, unit.observations);
  REQUIRE(unit.leads.size() == 5);
  for (lead_change& change : unit.leads) {
    const auto known =
        score::basis_of(change.lead, {unit.new_jobs[0].criteria, change.lead.company.updated_at});
    score::scorer by(options.scoring);
    change.lead.breakdown = by.score(known);
    change.lead.company.lead_score = change.lead.breakdown.total;
    change.state = by.keep(known);
  }
  const auto answer =
      wait_for<commit_result>([&](auto done) { (*opened)->scope(default_tenant())->commit(unit, done); });
  REQUIRE(answer.ok());
  REQUIRE(answer->outcome == commit_outcome::committed);
}

/// Every row of the projection as text.
std::string projection(const std::filesystem::path& file) {
  sqlite::connection db(file.string(), sqlite::connection::access::read);
  std::string all;
  for (const char* sql :
       {"SELECT quote(tenant_id) || quote(id) || quote(name) || quote(lead_score) || quote(location) || "
        "quote(created_at) || quote(updated_at) || quote(primary_email) || quote(contact_count) || "
        "quote(industry_text) FROM companies ORDER BY id",
        "SELECT quote(id) || quote(company_id) || quote(email) || quote(phone) || quote(name) || "
        "quote(position) || "
        "quote(created_at) FROM contacts ORDER BY id",
        "SELECT quote(kind) || quote(value) || quote(company_id) FROM lead_keys ORDER BY 1",
        "SELECT quote(company_id) || quote(version) || quote(provenance) FROM lead_details ORDER BY 1",
        "SELECT quote(industry_text) || quote(lead_score) || quote(leads) FROM lead_counts WHERE leads > 0 "
        "ORDER BY 1"}) {
    sql::statement row(db, sql);
    while (row.step()) {
      all += row.text() + '\n';
    }
  }
  return all;
}

} // namespace

TEST_CASE("a rebuild gives the same rows, whatever was done to them") {
  const scratch s;
  const auto file = s.path / "leadstream.db";
  fill(s.options);
  const std::string before = projection(file);

  const auto untouched = rebuild_leads(s.options);
  REQUIRE(untouched.ok());
  CHECK(untouched->leads == 5);
  CHECK(untouched->changed == 0);
  CHECK(projection(file) == before);

  {
    sqlite::connection db(file.string(), sqlite::connection::access::write);
    db.execute("UPDATE companies SET name = 'spoiled', lead_score = 99; DELETE FROM contacts");
  }
  const auto repaired = rebuild_leads(s.options);
  CHECK(repaired->changed == 5);
  CHECK(projection(file) == before);

  {
    sqlite::connection db(file.string(), sqlite::connection::access::write);
    db.execute(
        "PRAGMA foreign_keys = OFF; DELETE FROM companies; DELETE FROM contacts; DELETE FROM lead_keys");
  }
  CHECK(rebuild_leads(s.options)->changed == 5);
  CHECK(projection(file) == before);
}

TEST_CASE("a rebuild finds leads of an older version by what this one finds them by") {
  const scratch s;
  fill(s.options);
  const auto words_of = [&] {
    sqlite::connection db((s.path / "leadstream.db").string(), sqlite::connection::access::read);
    sql::statement row(db, "SELECT company_id, words FROM lead_texts ORDER BY company_id LIMIT 1");
    REQUIRE(row.step());
    const uuid id = row.id();
    return std::pair{id, row.text()};
  };
  const auto [id, words] = words_of();
  {
    sqlite::connection db((s.path / "leadstream.db").string(), sqlite::connection::access::write);
    sql::store_words(db, default_tenant(), id, "backerei");
    sql::store_facets(db, default_tenant(), id, {});
  }
  CHECK(rebuild_leads(s.options)->changed == 1);
  CHECK(words_of().second == words);
  CHECK(rebuild_leads(s.options)->changed == 0);
}

TEST_CASE("the steps of the schema are known before, and dated after they were done") {
  scratch s;
  s.options.now = [] { return at(7); };
  const auto before = schema_of(s.options);
  REQUIRE(before.ok());
  REQUIRE_FALSE(before->empty());
  CHECK_FALSE(before->front().applied_at);
  CHECK_FALSE(std::filesystem::exists(s.path));

  const auto after = migrate_schema(s.options);
  REQUIRE(after.ok());
  CHECK(after->front().number == 1);
  CHECK(after->front().name == "initial");
  CHECK(after->back().applied_at == at(7));
}

TEST_CASE("what a migration would do can be done by hand, and undone") {
  const scratch s;
  std::filesystem::create_directories(s.path);
  const auto by_hand = [&](bool back) {
    const auto sql = planned_migration(s.options, back);
    REQUIRE(sql.ok());
    sqlite::connection((s.path / "leadstream.db").string(), sqlite::connection::access::write)
        .execute(sql->c_str());
    const auto steps = schema_of(s.options);
    REQUIRE(steps.ok());
    return std::count_if(steps->begin(), steps->end(), [](const auto& step) { return step.applied_at; });
  };
  const auto all = by_hand(false);
  CHECK(all == static_cast<std::int64_t>(schema_of(s.options)->size()));
  CHECK(by_hand(true) == all - 1);
  CHECK(by_hand(false) == all);
  CHECK(open_store(s.options).ok());
}

TEST_CASE("what cannot be undone is said without trying, too") {
  const scratch s;
  CHECK_FALSE(planned_migration(s.options, true).ok());
  REQUIRE(migrate_schema(s.options).ok());
  while (migrate_schema_back(s.options).ok()) {
  }
  CHECK(planned_migration(s.options, true).problem().message ==
        migrate_schema_back(s.options).problem().message);
}

TEST_CASE("nothing is migrated beside a running store") {
  const scratch s;
  const auto opened = open_store(s.options);
  CHECK(migrate_schema(s.options).problem().code == error_code::conflict);
  CHECK(schema_of(s.options).ok());
}

TEST_CASE("another profile scores every lead again, and the same one changes nothing") {
  scratch s;
  const auto file = s.path / "leadstream.db";
  fill(s.options);
  s.options.scoring.weights = {1, 0, 0, 0};
  const auto first = rescore_leads(s.options);
  REQUIRE(first.ok());
  CHECK(first->leads == 5);
  CHECK(first->changed == 5);
  CHECK(first->unknown == 0);
  CHECK(rescore_leads(s.options)->changed == 0);
  {
    sqlite::connection db(file.string(), sqlite::connection::access::write);
    sql::statement row(
        db, "SELECT min(lead_score), max(total) FROM companies JOIN score_breakdowns USING (tenant_id) "
            "WHERE company_id = id");
    REQUIRE(row.step());
    CHECK(row.integer() ==
          29); // an email, of what an email, a phone, a decision maker and a second contact give
    CHECK(row.integer() == 29);
  }
  {
    sqlite::connection db(file.string(), sqlite::connection::access::write);
    db.execute("UPDATE score_breakdowns SET basis = ''");
  }
  CHECK(rescore_leads(s.options)->unknown == 5);
}

TEST_CASE("leads that a person merges stay one through a rebuild, and come apart into the same leads") {
  const scratch s;
  const auto file = s.path / "leadstream.db";
  fill(s.options);
  const std::string before = projection(file);
  std::vector<uuid> ids;
  {
    sqlite::connection db(file.string(), sqlite::connection::access::read);
    sql::statement row(db, "SELECT id FROM companies ORDER BY id LIMIT 2");
    while (row.step()) {
      ids.push_back(row.id());
    }
  }
  const auto decide = [&](std::uint64_t number, bool merge, const std::vector<uuid>& leads) {
    return decide_leads(s.options, {id_of(number), merge, leads, "anna", at(500)});
  };
  const auto merged = decide(90, true, ids);
  REQUIRE(merged.ok());
  CHECK(*merged == std::vector<uuid>{ids[0]});
  const auto rebuilt = rebuild_leads(s.options);
  CHECK(rebuilt->leads == 4);
  CHECK(rebuilt->changed == 0);
  CHECK(decide(91, true, ids).problem().code == error_code::not_found);

  const auto parted = decide(92, false, {ids[0]});
  REQUIRE(parted.ok());
  CHECK(std::set<uuid>(parted->begin(), parted->end()) == std::set<uuid>(ids.begin(), ids.end()));
  CHECK(rebuild_leads(s.options)->leads == 5);
  CHECK(decide(93, false, {ids[0]}).problem().code == error_code::conflict);
}

TEST_CASE(
    "given webhooks of several tenants, then the addresses of those that are on are read beside a server") {
  scratch s;
  CHECK(webhook_addresses(s.options)->empty());
  const auto database = *open_database(s.options);
  const auto webhooks = sql::make_webhook_store(database);
  delivery::endpoint made;
  made.secret = "whsec_x";
  const auto add = [&](const char* tenant, int number, const char* url) {
    made.id = id_of(static_cast<std::uint64_t>(number));
    made.url = url;
    made.created_at = at(number);
    REQUIRE(wait_for<delivery::endpoint>([&](auto done) { webhooks->add({tenant}, made, done); }).ok());
  };
  add("default", 1, "https://one.example/hook");
  add("default", 2, "https://off.example/hook");
  add("other", 3, "https://two.example/hook");
  delivery::endpoint_change off;
  off.enabled = false;
  REQUIRE(wait_for<delivery::endpoint>([&](auto done) {
            webhooks->change({"default"}, id_of(2), off, done);
          }).ok());

  const auto found = webhook_addresses(s.options);

  REQUIRE(found.ok());
  REQUIRE(found->size() == 2);
  CHECK((*found)[0].id == id_of(1));
  CHECK((*found)[1].url == "https://two.example/hook");
  database->end();
}

TEST_CASE("given domains that asked not to be crawled, then they are read beside a server") {
  scratch s;
  CHECK(opted_out_domains(s.options)->empty());
  const auto database = *open_database(s.options);
  const auto book = make_politeness_book(database);
  REQUIRE(wait_for<done>([&](auto done) {
            book->set_opt_out({"closed.example", "by mail", at(1)}, done);
          }).ok());

  const auto found = opted_out_domains(s.options);

  REQUIRE(found.ok());
  CHECK(*found == std::vector<std::string>{"closed.example"});
  database->end();
}
