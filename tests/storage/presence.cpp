#include "storage/maintenance.hpp"
#include "storage/postgres/session.hpp"
#include "tests/conformance/adapters.hpp"
#include "tests/conformance/cluster.hpp"

#include <mutex>
#include <thread>

using namespace leadstream;
using namespace leadstream::storage;
using namespace leadstream::conformance;

namespace {

/// The same database without the pooler, or with it.
std::string by_other_way(const std::string& url) {
  const std::string name = url.substr(url.rfind('/') + 1);
  const bool pooled = url.find(":6432/") != std::string::npos;
  std::string other = url.substr(0, url.rfind('/') + 1);
  other.replace(other.find(pooled ? ":6432/" : ":5432/"), 6, pooled ? ":5432/" : ":6432/");
  return other + name;
}

} // namespace

TEST_CASE("the schema is not taken back under a server, whichever way it and the command take") {
  const adapter kind = GENERATE(from_range(adapters()));
  if (kind != adapter::postgres && kind != adapter::pgbouncer) {
    return;
  }
  test_store s(kind);
  storage_options command = s.options;
  const auto refused = [&] { return migrate_schema_back(command).problem(); };
  CHECK(refused().code == error_code::conflict);
  command.database = by_other_way(command.database);
  CHECK(refused().code == error_code::conflict);

  s.close(); // PostgreSQL notices that it is gone soon after
  auto undone = migrate_schema_back(command);
  for (int turn = 0; turn < 50 && !undone && undone.problem().code == error_code::conflict; ++turn) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    undone = migrate_schema_back(command);
  }
  INFO((undone ? "" : undone.problem().message));
  CHECK(undone.ok());
}

TEST_CASE("a server behind a pooler that crashed is waited for, not for ever") {
  if (!cluster::instance().has_pooler()) {
    return;
  }
  test_store s(adapter::pgbouncer);
  s.close();
  postgres::session others(postgres::read_address(s.options.database));
  const auto seen = [&](const char* ago) {
    others.exec(std::string("BEGIN; SET LOCAL app.tenant_id = '*'; INSERT INTO servers (id, seen_at) "
                            "VALUES ('00000000-0000-0000-0000-000000000001', now() - interval '") +
                ago + "') ON CONFLICT (tenant_id, id) DO UPDATE SET seen_at = excluded.seen_at; COMMIT");
  };
  seen("5 seconds");
  CHECK(migrate_schema_back(s.options).problem().code == error_code::conflict);
  seen("1 minute");
  CHECK(migrate_schema_back(s.options).ok());
}

TEST_CASE("where the database is stands in the log and in no answer") {
  if (!cluster::instance().has_server()) {
    return;
  }
  test_store s(adapter::postgres);
  std::mutex guard;
  std::string log;
  s.options.notice = [&](const std::string& line) {
    const std::lock_guard lock(guard);
    log += line;
  };
  s.reopen();
  cluster::instance().command("stop");
  for (int turn = 0; turn < 2; ++turn) {
    const auto works = wait_for<done>([&](auto done) { s.port().check_health(done); });
    REQUIRE_FALSE(works.ok());
    for (const char* secret : {"postgres://", "/tmp", "socket", "app"}) {
      INFO(secret);
      CHECK(works.problem().message.find(secret) == std::string::npos);
    }
    CHECK(works.problem().field.empty());
  }
  cluster::instance().command("start");
  const std::lock_guard lock(guard);
  CHECK(log.find("postgres://") != std::string::npos);
}
