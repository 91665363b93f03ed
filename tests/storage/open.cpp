#include "storage/open.hpp"

#include "storage/maintenance.hpp"
#include "storage/sqlite/connection.hpp"
#include "tests/storage/scratch.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <future>

using namespace leadstream;
using namespace leadstream::storage;

namespace {

error problem_of(const storage_options& options) {
  const auto opened = open_store(options);
  REQUIRE_FALSE(opened.ok());
  return opened.problem();
}

void spoil(const std::filesystem::path& file, const char* sql) {
  sqlite::connection db(file.string(), sqlite::connection::access::write);
  db.execute(sql);
}

} // namespace

TEST_CASE("a directory belongs to one process at a time") {
  const scratch s;
  {
    const auto first = open_store(s.options);
    REQUIRE(first.ok());
    const error problem = problem_of(s.options);
    CHECK(problem.code == error_code::conflict);
    CHECK(problem.message.find(s.path.string()) != std::string::npos);
  }
  CHECK(open_store(s.options).ok());
}

TEST_CASE("the files are for their owner alone") {
  const scratch s;
  const auto opened = open_store(s.options);
  REQUIRE(opened.ok());
  for (const char* name : {"leadstream.db", "leadstream.db-wal", "leadstream.lock"}) {
    INFO(name);
    const auto rights = std::filesystem::status(s.path / name).permissions();
    CHECK((rights & (std::filesystem::perms::group_all | std::filesystem::perms::others_all)) ==
          std::filesystem::perms::none);
  }
}

TEST_CASE("what is written moves from the log into the file while it is open") {
  const scratch s;
  const auto opened = open_store(s.options);
  REQUIRE(opened.ok());
  for (std::uint64_t i = 1; i <= 12; ++i) {
    unit_of_work unit;
    unit.id.bytes[0] = static_cast<std::uint8_t>(i);
    unit.events.push_back({{"company_update", {}, {}, 0, {}}, std::string(1U << 20U, 'x')});
    std::promise<bool> committed;
    (*opened)->scope(default_tenant())->commit(unit, [&](const result<commit_result>& r) {
      committed.set_value(r.ok());
    });
    REQUIRE(committed.get_future().get());
  }
  CHECK(std::filesystem::file_size(s.path / "leadstream.db") > (4U << 20U));
}

TEST_CASE("a file of a newer program is refused, and says so") {
  const scratch s;
  REQUIRE(open_store(s.options).ok());
  spoil(s.path / "leadstream.db", "INSERT INTO schema_migrations VALUES (9999, 'rename_all', 0)");
  const error problem = problem_of(s.options);
  CHECK(problem.code == error_code::malformed);
  CHECK(problem.message.find("9999") != std::string::npos);
}

TEST_CASE("a file to which a newer program has only added is opened, but not taken back") {
  const scratch s;
  REQUIRE(open_store(s.options).ok());
  spoil(s.path / "leadstream.db", "INSERT INTO schema_migrations VALUES (9999, 'add_one_compatible', 0)");
  CHECK(open_store(s.options).ok());
  CHECK(migrate_schema_back(s.options).problem().code == error_code::invalid_argument);
}

TEST_CASE("another program's database is refused and stays as it was") {
  const scratch s;
  std::filesystem::create_directories(s.path);
  spoil(s.path / "leadstream.db", "CREATE TABLE theirs (a)");
  CHECK(problem_of(s.options).code == error_code::malformed);
}

TEST_CASE("what is no database at all is refused") {
  const scratch s;
  std::filesystem::create_directories(s.path);
  std::ofstream(s.path / "leadstream.db") << std::string(8192, 'x');
  CHECK(problem_of(s.options).code == error_code::malformed);
}

TEST_CASE("a damaged page is found when the file is checked") {
  scratch s;
  REQUIRE(open_store(s.options).ok());
  {
    std::fstream file(s.path / "leadstream.db", std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(std::streamoff{4096} * 5);
    file << std::string(4096, '\xAA');
  }
  s.options.quick_check = true;
  CHECK(problem_of(s.options).code == error_code::malformed);
}

TEST_CASE("the database may have a path of its own") {
  scratch s;
  s.options.database = "sqlite:" + (s.path / "elsewhere" / "my.db").string();
  CHECK(open_store(s.options).ok());
  CHECK(std::filesystem::exists(s.path / "elsewhere" / "my.db"));
  s.options.database = "mysql://user:secret@host/db";
  const error problem = problem_of(s.options);
  CHECK(problem.code == error_code::invalid_argument);
  CHECK(problem.message.find("secret") == std::string::npos);
}
