#include "storage/maintenance.hpp"

#include "storage/attempt.hpp"
#include "storage/directory_lock.hpp"
#include "storage/migration.hpp"
#include "storage/sql/migrate.hpp"
#include "storage/sql/rebuild.hpp"
#include "storage/sql/rescore.hpp"
#include "storage/sqlite/open_file.hpp"

namespace leadstream::storage {
namespace {

/// The steps of a database that does not exist yet.
std::vector<schema_step> no_steps_done() {
  std::vector<schema_step> steps;
  for (const migration& step : sqlite_migrations()) {
    steps.push_back({step.number, step.name, std::nullopt});
  }
  return steps;
}

/// Gives `work` the only connection to the migrated database.
template <class T, class Work>
result<T> alone(const storage_options& options, Work work) {
  return attempt<T>([&] {
    const auto file = sqlite::file_of(options);
    const directory_lock lock(file.parent_path());
    const auto db = sqlite::open_writing(file, options);
    return work(*db);
  });
}

} // namespace

result<std::vector<schema_step>> schema_of(const storage_options& options) {
  return attempt<std::vector<schema_step>>([&] {
    const auto file = sqlite::file_of(options);
    return std::filesystem::exists(file) ? sql::steps_of(*sqlite::open_reading(file)) : no_steps_done();
  });
}

result<std::vector<schema_step>> migrate_schema(const storage_options& options) {
  return alone<std::vector<schema_step>>(options, [](sqlite::connection& db) { return sql::steps_of(db); });
}

result<rebuild_report> rebuild_leads(const storage_options& options, const lead_scorer& score) {
  return alone<rebuild_report>(options, [&](sqlite::connection& db) { return sql::rebuild(db, score); });
}

result<rescore_report> rescore_leads(const storage_options& options, const score::profile& by) {
  return alone<rescore_report>(options, [&](sqlite::connection& db) { return sql::rescore(db, by); });
}

} // namespace leadstream::storage
