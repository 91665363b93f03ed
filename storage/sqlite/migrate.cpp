#include "storage/sqlite/migrate.hpp"

#include "storage/failure.hpp"
#include "storage/migration.hpp"
#include "storage/sqlite/transaction.hpp"

namespace leadstream::storage::sqlite {
namespace {

constexpr std::int64_t application_id = 0x4C656164; // "Lead", in the file's header

std::int64_t ask(connection& db, const char* sql) {
  statement question(db, sql);
  return question.step() ? question.integer() : 0;
}

void require_own_file(connection& db) {
  const std::int64_t id = ask(db, "PRAGMA application_id");
  if (id != application_id && (id != 0 || ask(db, "SELECT count(*) FROM sqlite_schema") > 0)) {
    throw failure(error_code::malformed,
                  "the file is a database, but none of Leadstream; choose another path", "storage.url");
  }
}

void apply(connection& db, const migration& step, wall_time now) {
  write_transaction whole(db);
  db.execute(step.sql.c_str());
  db.run("INSERT INTO schema_migrations (number, name, applied_at) VALUES (?, ?, ?)", step.number, step.name,
         now);
  db.execute(("PRAGMA user_version = " + std::to_string(step.number)).c_str());
  whole.commit();
}

} // namespace

int schema_version(connection& db) {
  require_own_file(db);
  const int version = static_cast<int>(ask(db, "PRAGMA user_version"));
  const int newest = sqlite_migrations().back().number;
  if (version > newest) {
    throw failure(error_code::malformed,
                  "the database has schema " + std::to_string(version) + ", this program knows " +
                      std::to_string(newest) + " at most; run the newer program",
                  "storage.url");
  }
  return version;
}

int migrate(connection& db, wall_time now) {
  const int version = schema_version(db);
  if (version == 0) {
    db.execute(("PRAGMA application_id = " + std::to_string(application_id)).c_str());
    db.execute("CREATE TABLE IF NOT EXISTS schema_migrations ("
               "number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT");
  }
  int steps = 0;
  for (const migration& step : sqlite_migrations()) {
    if (step.number > version) {
      apply(db, step, now);
      ++steps;
    }
  }
  return steps;
}

std::vector<schema_step> steps_of(connection& db) {
  std::vector<schema_step> steps;
  for (const migration& step : sqlite_migrations()) {
    steps.push_back({step.number, step.name, std::nullopt});
  }
  if (schema_version(db) > 0) {
    statement row(db, "SELECT number, applied_at FROM schema_migrations ORDER BY number");
    while (row.step()) {
      const auto number = static_cast<std::size_t>(row.integer());
      steps.at(number - 1).applied_at = row.time();
    }
  }
  return steps;
}

} // namespace leadstream::storage::sqlite
