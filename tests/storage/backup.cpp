#include "storage/backup.hpp"

#include "storage/maintenance.hpp"
#include "storage/sqlite/connection.hpp"
#include "tests/conformance/adapters.hpp"
#include "tests/conformance/cluster.hpp"
#include "tests/storage/scratch.hpp"

#include <fstream>

using namespace leadstream;
using namespace leadstream::storage;
using namespace leadstream::conformance;

namespace {

/// A lead with all that belongs to one, in a job, with an event.
unit_of_work full_unit(std::uint64_t number) {
  unit_of_work unit = new_unit();
  unit.new_jobs = {make_job(id_of(1000 + number))};
  unit.job_id = id_of(1000 + number);
  unit.observations = {make_observation("overpass", "node/" + std::to_string(number), "Café \"Zoë\"\n")};
  lead_change change =
      make_change(make_lead(id_of(number), "Café Zoë " + std::to_string(number)), unit.observations);
  change.keys = {{"record", "overpass:node/" + std::to_string(number)}};
  unit.leads = {change};
  unit.events = {{{"company_update", {}, id_of(number), 50, "café"}, "{}"}};
  return unit;
}

/// What can be read of the store.
struct content {
  std::vector<lead> leads;
  std::uint64_t jobs = 0;
  lead_figures figures;
  position where;
};

content content_of(test_store& s) {
  content all;
  lead_query query;
  query.limit = 100;
  for (const lead_row& row : s.list(query).leads) {
    all.leads.push_back(s.find_lead(row.id));
  }
  all.jobs = wait_for<job_page>([&](auto done) { s.scope()->list_jobs({}, done); })->total_count;
  all.figures = *wait_for<lead_figures>([&](auto done) { s.scope()->count_leads({}, done); });
  all.where = s.where();
  return all;
}

std::filesystem::path file_beside(const scratch& s, const char* name) {
  std::filesystem::create_directories(s.path);
  return s.path / name;
}

} // namespace

TEST_CASE("a backup of a store that is written to gives back everything that was committed before") {
  const adapter kind = GENERATE(from_range(adapters()));
  if (kind == adapter::memory) {
    return;
  }
  const scratch files;
  const auto file = file_beside(files, "backup");
  test_store s(kind);
  for (std::uint64_t number = 1; number <= 3; ++number) {
    s.commit(full_unit(number));
  }
  const content before = content_of(s);
  const auto saved = back_up(s.options, file);
  REQUIRE(saved.ok());
  CHECK(saved->leads == 3);
  CHECK((std::filesystem::status(file).permissions() & std::filesystem::perms::group_read) ==
        std::filesystem::perms::none);
  CHECK(back_up(s.options, file).problem().code == error_code::conflict);
  s.commit(full_unit(4));

  test_store other(kind);
  other.commit(full_unit(9));
  other.close();
  const auto refused = restore(other.options, file, false);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.problem().message.find("--replace") != std::string::npos);
  const auto restored = restore(other.options, file, true);
  INFO((restored ? "" : restored.problem().message));
  REQUIRE(restored.ok());
  CHECK(restored->leads == 3);
  other.reopen();
  const content after = content_of(other);
  CHECK(after.leads == before.leads);
  CHECK(after.jobs == before.jobs);
  CHECK(after.figures.leads == before.figures.leads);
  CHECK(after.figures.by_source == before.figures.by_source);
  CHECK(after.where.seq == before.where.seq);
  CHECK(after.where.epoch != before.where.epoch);

  if (kind == adapter::sqlite) {
    CHECK(std::filesystem::exists(other.options.directory / "leadstream.db.replaced"));
    CHECK((std::filesystem::status(other.options.directory / "leadstream.db").permissions() &
           std::filesystem::perms::others_read) == std::filesystem::perms::none);
  }

  // It goes on as any other store.
  other.commit(full_unit(5));
  CHECK(content_of(other).leads.size() == 4);
  CHECK(other.where().seq == before.where.seq + 1);
}

TEST_CASE("nothing is restored, migrated back or computed again beside a running store") {
  const adapter kind = GENERATE(from_range(adapters()));
  if (kind == adapter::memory) {
    return;
  }
  const scratch files;
  const auto file = file_beside(files, "backup");
  test_store s(kind);
  s.commit(full_unit(1));
  REQUIRE(back_up(s.options, file).ok());
  for (const error& refused :
       {restore(s.options, file, true).problem(), migrate_schema_back(s.options).problem(),
        rebuild_leads(s.options).problem()}) {
    CHECK(refused.code == error_code::conflict);
    CHECK(refused.message.find("stop") != std::string::npos);
  }
  CHECK(s.has_lead(id_of(1)));
  s.close();
  CHECK(restore(s.options, file, true).ok());
}

TEST_CASE("a damaged backup changes nothing") {
  const adapter kind = GENERATE(from_range(adapters()));
  if (kind == adapter::memory || kind == adapter::pgbouncer) {
    return;
  }
  const scratch files;
  const auto file = file_beside(files, "backup");
  test_store s(kind);
  for (std::uint64_t number = 1; number <= 30; ++number) {
    s.commit(full_unit(number));
  }
  REQUIRE(back_up(s.options, file).ok());
  s.commit(full_unit(31));
  s.close();
  const auto size = std::filesystem::file_size(file);
  SECTION("cut off") {
    std::filesystem::resize_file(file, size - size / 3);
  }
  SECTION("a page of nonsense") {
    std::fstream open(file, std::ios::in | std::ios::out | std::ios::binary);
    open.seekp(static_cast<std::streamoff>(size / 2));
    open << std::string(std::min<std::size_t>(4096, size / 4), 'x');
  }
  SECTION("something else") {
    std::ofstream(file, std::ios::trunc) << "company_name,email\n";
  }
  if (kind == adapter::sqlite) {
    SECTION("a trigger of somebody else's") {
      sqlite::connection(file.string(), sqlite::connection::access::write)
          .execute("CREATE TRIGGER sly AFTER INSERT ON companies BEGIN DELETE FROM users; END");
    }
  }
  const auto refused = restore(s.options, file, true);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.problem().code == error_code::malformed);
  s.reopen();
  CHECK(s.has_lead(id_of(31)));
}
