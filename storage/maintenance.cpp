#include "storage/maintenance.hpp"

#include "storage/attempt.hpp"
#include "storage/directory_lock.hpp"
#include "storage/migration.hpp"
#include "storage/postgres/postgres_database.hpp"
#include "storage/sql/decide.hpp"
#include "storage/sql/migrate.hpp"
#include "storage/sql/rebuild.hpp"
#include "storage/sql/rescore.hpp"
#include "storage/sql/transaction.hpp"
#include "storage/sqlite/open_file.hpp"

#include <algorithm>

namespace leadstream::storage {
namespace {

using steps = std::vector<schema_step>;

/// The steps of a database that does not exist yet.
steps no_steps_done() {
  steps all;
  for (const migration& step : sqlite_migrations()) {
    all.push_back({step.number, step.name, std::nullopt});
  }
  return all;
}

/// A connection that reads, beside a running server too; null when there is no database yet.
std::unique_ptr<sql::connection> look_into(const storage_options& options) {
  if (is_postgres(options.database)) {
    return connect_postgres(options);
  }
  const auto file = sqlite::file_of(options);
  return std::filesystem::exists(file) ? sqlite::open_reading(file) : nullptr;
}

bool has_step(sql::connection& db, std::string_view name) {
  const steps known = sql::steps_of(db);
  return std::any_of(known.begin(), known.end(),
                     [name](const schema_step& step) { return step.name == name && step.applied_at; });
}

/// Gives `work` the only connection to the database, as it is.
template <class T, class Work>
result<T> alone(const storage_options& options, Work work) {
  return attempt<T>([&] {
    if (is_postgres(options.database)) {
      return work(*connect_postgres(options, postgres::hold::alone));
    }
    const auto file = sqlite::file_of(options);
    const directory_lock lock(file.parent_path());
    return work(*sqlite::open_alone(file, options));
  });
}

/// alone(), once the database is migrated.
template <class T, class Work>
result<T> migrated(const storage_options& options, Work work) {
  return alone<T>(options, [&](sql::connection& db) {
    sql::migrate(db, options.now());
    return work(db);
  });
}

std::string heading(const migration& step) {
  return "-- step " + std::to_string(step.number) + ": " + step.name + "\n";
}

/// The SQL of a step and how it is written down.
std::string done_by_hand(const migration& step, sql::dialect to) {
  return heading(step) + step.up +
         sql::translate(to, "INSERT INTO schema_migrations (number, name, applied_at) VALUES (" +
                                std::to_string(step.number) + ", '" + step.name +
                                "', {sqlite unixepoch() * 1000}{postgres now()});\n");
}

std::string undone_by_hand(const migration& step) {
  sql::require_way_back(step);
  return heading(step) + step.down +
         "DELETE FROM schema_migrations WHERE number = " + std::to_string(step.number) + ";\n";
}

/// Of a database that is Leadstream's from now on.
std::string beginning(sql::dialect of) {
  const std::string mark = "PRAGMA application_id = " + std::to_string(sqlite::application_id) + ";\n";
  return (of == sql::dialect::sqlite ? mark : std::string()) + sql::book_of_steps(of) + ";\n";
}

std::string planned(const steps& now, sql::dialect to, bool back) {
  const auto& known = migrations_of(to);
  const auto is_done = [](const schema_step& step) { return step.applied_at.has_value(); };
  if (back) {
    const auto newest = std::find_if(now.rbegin(), now.rend(), is_done);
    sql::require_schema(newest != now.rend());
    return undone_by_hand(known[static_cast<std::size_t>(now.rend() - newest) - 1]);
  }
  std::string text = std::any_of(now.begin(), now.end(), is_done) ? "" : beginning(to);
  for (std::size_t i = 0; i < known.size(); ++i) {
    text += is_done(now[i]) ? "" : done_by_hand(known[i], to);
  }
  return text;
}

} // namespace

result<steps> schema_of(const storage_options& options) {
  return attempt<steps>([&] {
    const auto db = look_into(options);
    return db ? sql::steps_of(*db) : no_steps_done();
  });
}

result<std::vector<webhook_address>> webhook_addresses(const storage_options& options) {
  return attempt<std::vector<webhook_address>>([&] {
    const auto db = look_into(options);
    std::vector<webhook_address> all;
    if (!db || !has_step(*db, "webhooks")) {
      return all;
    }
    const sql::read_transaction whole(*db, sql::all_tenants());
    sql::statement row(*db, "SELECT id, url FROM webhook_endpoints WHERE enabled ORDER BY created_at, id");
    while (row.step()) {
      const uuid id = row.id();
      all.push_back({id, row.text()});
    }
    return all;
  });
}

result<std::vector<std::string>> opted_out_domains(const storage_options& options) {
  return attempt<std::vector<std::string>>([&] {
    const auto db = look_into(options);
    std::vector<std::string> all;
    if (!db || !has_step(*db, "politeness")) {
      return all;
    }
    const sql::read_transaction whole(*db, sql::all_tenants());
    sql::statement row(*db, "SELECT domain FROM crawl_opt_outs ORDER BY domain");
    while (row.step()) {
      all.push_back(row.text());
    }
    return all;
  });
}

result<steps> migrate_schema(const storage_options& options) {
  if (is_postgres(options.database)) {
    return attempt<steps>([&] { // also beside servers of the version before
      const auto db = connect_postgres(options);
      sql::migrate(*db, options.now());
      return sql::steps_of(*db);
    });
  }
  return migrated<steps>(options, sql::steps_of);
}

result<steps> migrate_schema_back(const storage_options& options) {
  return alone<steps>(options, [](sql::connection& db) {
    sql::migrate_back(db);
    return sql::steps_of(db);
  });
}

result<std::string> planned_migration(const storage_options& options, bool back) {
  const auto now = schema_of(options);
  if (!now) {
    return now.problem();
  }
  const auto dialect = is_postgres(options.database) ? sql::dialect::postgres : sql::dialect::sqlite;
  return attempt<std::string>([&] { return planned(*now, dialect, back); });
}

result<rebuild_report> rebuild_leads(const storage_options& options) {
  return migrated<rebuild_report>(options,
                                  [&](sql::connection& db) { return sql::rebuild(db, options.scoring); });
}

result<rescore_report> rescore_leads(const storage_options& options) {
  return migrated<rescore_report>(options, [&](sql::connection& db) {
    if (db.dialect() == sql::dialect::sqlite) {
      db.execute("PRAGMA cache_size = -64000"); // what one commit changes of tables and index stays at hand
    }
    return sql::rescore(db, options.scoring, {sql::retention_of(options), options.now()});
  });
}

result<std::vector<uuid>> decide_leads(const storage_options& options, const lead_decision& what) {
  return migrated<std::vector<uuid>>(options, [&](sql::connection& db) {
    sql::write_transaction whole(db);
    db.enter(default_tenant());
    const auto decided =
        sql::decide(db, default_tenant(), what, {sql::retention_of(options), options.scoring});
    whole.commit();
    std::vector<uuid> standing;
    for (const lead& each : decided.standing) {
      standing.push_back(each.company.id);
    }
    return standing;
  });
}

} // namespace leadstream::storage
