#include "storage/sql/backup.hpp"

#include "storage/sql/transaction.hpp"

namespace leadstream::storage::sql {
namespace {

bool has_table(connection& db, const char* name) {
  statement row(db,
                "SELECT 1 FROM {sqlite sqlite_schema}{postgres pg_class} WHERE "
                "{sqlite name = ?1}{postgres oid = to_regclass(CAST(?1 AS text))}",
                name);
  return row.step();
}

} // namespace

std::uint64_t count_all_leads(connection& db) {
  statement row(db, "SELECT count(*) FROM companies");
  row.step();
  return static_cast<std::uint64_t>(row.integer());
}

bool holds_something(connection& db) {
  const read_transaction whole(db, all_tenants());
  for (const char* table : {"scraping_jobs", "companies", "scraped_data", "users", "api_keys"}) {
    if (!has_table(db, table)) {
      continue;
    }
    statement row(db, interned(std::string("SELECT 1 FROM ") + table + " LIMIT 1"));
    if (row.step()) {
      return true;
    }
  }
  return false;
}

std::uint64_t begin_streams_anew(connection& db, const storage_options& options) {
  write_transaction whole(db);
  db.enter(all_tenants());
  db.run("UPDATE streams SET epoch = ?", to_string(make_uuid_v7(options.now(), options.random)));
  const std::uint64_t leads = count_all_leads(db);
  whole.commit();
  return leads;
}

} // namespace leadstream::storage::sql
