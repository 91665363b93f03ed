#include "storage/sql/migrate.hpp"

#include "storage/failure.hpp"
#include "storage/migration.hpp"
#include "storage/sql/transaction.hpp"

#include <algorithm>
#include <string_view>

namespace leadstream::storage::sql {
namespace {

bool has_table(connection& db) {
  statement row(db, "SELECT 1 FROM {sqlite sqlite_schema}{postgres pg_class} "
                    "WHERE {sqlite name}{postgres oid} = "
                    "{sqlite 'schema_migrations'}{postgres to_regclass('schema_migrations')}");
  return row.step();
}

void require_friendly(int number, std::string_view name) {
  if (!name.ends_with("_compatible")) {
    throw failure(error_code::malformed,
                  "a newer program has changed the database (step " + std::to_string(number) +
                      ") in a way that this one does not know; run the newer program",
                  "storage.url");
  }
}

/// One program at a time changes the schema, for as long as it takes: with a million leads longer than any
/// statement of the service may.
void lock_schema(connection& db) {
  statement row(db, "SELECT 1 {postgres FROM pg_advisory_xact_lock(7813501), "
                    "set_config('statement_timeout', '0', true)}");
  row.step();
}

bool is_done(connection& db, int number) {
  statement row(db, "SELECT 1 FROM schema_migrations WHERE number = ?", number);
  return row.step();
}

void apply(connection& db, const migration& step, wall_time now) {
  write_transaction whole(db);
  lock_schema(db);
  db.enter(all_tenants());
  if (is_done(db, step.number)) {
    return;
  }
  db.execute(step.up.c_str());
  db.run("INSERT INTO schema_migrations (number, name, applied_at) VALUES (?, ?, ?)", step.number, step.name,
         now);
  whole.commit();
}

std::int64_t steps_done(connection& db) {
  if (!has_table(db)) {
    return 0;
  }
  statement row(db, "SELECT count(*) FROM schema_migrations");
  return row.step() ? row.integer() : 0;
}

bool is_applied(const schema_step& step) {
  return step.applied_at.has_value();
}

void undo(connection& db, const migration& step) {
  require_way_back(step);
  write_transaction whole(db);
  lock_schema(db);
  db.enter(all_tenants());
  db.execute(step.down.c_str());
  db.run("DELETE FROM schema_migrations WHERE number = ?", step.number);
  whole.commit();
}

} // namespace

void require_way_back(const migration& step) {
  if (step.down.empty()) {
    throw failure(error_code::invalid_argument, "there is no way back from step " +
                                                    std::to_string(step.number) + " (" + step.name +
                                                    "); restore a backup instead");
  }
}

void require_schema(bool there) {
  if (!there) {
    throw failure(error_code::invalid_argument, "the database has no schema yet: there is nothing to undo");
  }
}

std::vector<schema_step> steps_of(connection& db) {
  std::vector<schema_step> steps;
  for (const migration& step : migrations_of(db.dialect())) {
    steps.push_back({step.number, step.name, std::nullopt});
  }
  if (!has_table(db)) {
    return steps;
  }
  statement row(db, "SELECT number, name, applied_at FROM schema_migrations ORDER BY number");
  while (row.step()) {
    const int number = static_cast<int>(row.integer());
    const std::string name = row.text();
    const auto known =
        std::find_if(steps.begin(), steps.end(), [&](const auto& s) { return s.number == number; });
    if (known == steps.end()) {
      require_friendly(number, name);
    } else {
      known->applied_at = row.time();
    }
  }
  return steps;
}

std::string book_of_steps(dialect of) {
  return translate(of, "CREATE TABLE IF NOT EXISTS schema_migrations (number INTEGER PRIMARY KEY, "
                       "name TEXT NOT NULL, applied_at {sqlite INTEGER}{postgres timestamptz} "
                       "NOT NULL) {sqlite STRICT}");
}

void migrate(connection& db, wall_time now, const std::vector<int>* only) {
  if (!has_table(db)) {
    db.execute(book_of_steps(db.dialect()).c_str());
  }
  const auto steps = steps_of(db);
  const auto& known = migrations_of(db.dialect());
  for (std::size_t i = 0; i < known.size(); ++i) {
    const bool wanted =
        only == nullptr || std::find(only->begin(), only->end(), known[i].number) != only->end();
    if (wanted && !steps[i].applied_at) {
      apply(db, known[i], now);
    }
  }
}

void migrate_back(connection& db) {
  const auto steps = steps_of(db);
  if (const auto done = steps_done(db); done != std::count_if(steps.begin(), steps.end(), is_applied)) {
    throw failure(error_code::invalid_argument,
                  "a newer program has made steps that this one does not know; undo those with it first");
  }
  const auto& known = migrations_of(db.dialect());
  for (std::size_t i = known.size(); i > 0; --i) {
    if (steps[i - 1].applied_at) {
      undo(db, known[i - 1]);
      return;
    }
  }
  require_schema(false);
}

} // namespace leadstream::storage::sql
