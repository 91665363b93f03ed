#include "domain/law/erased_text.hpp"
#include "storage/sql/erasure.hpp"

#include <algorithm>
#include <array>

namespace leadstream::storage::sql {
namespace {

/// Tables that hold no leads: what operators did, who they are, whom they tell, and what is never fetched.
constexpr std::array spared{"audit_log",         "users",          "api_keys",         "sessions",
                            "webhook_endpoints", "crawl_opt_outs", "schema_migrations"};
/// Tables whose rows are about one site or lead alone, named by it: the row goes.
constexpr std::array about_one{
    "robots_decisions", "robots_decision_subjects", "tasks", "lead_keys", "blocking_keys",
    "crm_records",      "rejected_records"};

template <class Names>
bool is_among(const Names& names, const std::string& table) {
  return std::find(names.begin(), names.end(), table) != names.end();
}

constexpr const char* text_columns =
    "{sqlite SELECT m.name, c.name, c.type, EXISTS (SELECT 1 FROM pragma_table_info(m.name) t WHERE "
    "t.name = 'tenant_id') FROM sqlite_schema m JOIN pragma_table_info(m.name) c "
    "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND upper(c.type) = 'TEXT' "
    "AND m.sql NOT LIKE 'CREATE VIRTUAL%' AND m.name NOT LIKE '%_fts_%' "
    "AND c.name <> 'tenant_id'}"
    "{postgres SELECT c.table_name, c.column_name, c.data_type, CAST(EXISTS (SELECT 1 FROM "
    "information_schema.columns x WHERE x.table_schema = c.table_schema AND x.table_name = c.table_name AND "
    "x.column_name = 'tenant_id') AS integer) FROM information_schema.columns c JOIN "
    "information_schema.tables t "
    "ON t.table_schema = c.table_schema AND t.table_name = c.table_name AND t.table_type = 'BASE TABLE' "
    "WHERE c.table_schema = current_schema() AND c.data_type IN ('text', 'character varying', 'jsonb') AND "
    "c.is_generated = 'NEVER' AND c.column_name <> 'tenant_id'}";

struct column_name {
  std::string table;
  std::string column;
  std::string type;
  bool of_tenant = false;
};

std::vector<column_name> all_columns(connection& db) {
  statement row(db, text_columns);
  std::vector<column_name> all;
  while (row.step()) {
    column_name& one = all.emplace_back();
    one.table = row.text();
    one.column = row.text();
    one.type = row.text();
    one.of_tenant = row.integer() != 0;
  }
  std::erase_if(all, [](const column_name& c) { return is_among(spared, c.table); });
  return all;
}

/// Which rows may mention it: ?1 and ?2 are its spellings, ?3 the tenant, "*" for all.
std::string suspects(const column_name& where) {
  const std::string text = "lower(CAST(" + where.column + " AS text))";
  return " WHERE ({contains " + text + ", CAST(?1 AS text)} OR {contains " + text +
         ", CAST(?2 AS text)}) AND " +
         (where.of_tenant ? "(CAST(?3 AS text) = '*' OR tenant_id = CAST(?3 AS text))"
                          : "CAST(?3 AS text) = '*'");
}

/// The kind and value of a subject as SQL's function `erased` takes them, and how they are bound.
struct sought {
  const law::subject& what;
  std::string encoded; ///< percent-encoded
  const tenant_id& tenant;
};

bool goes_whole(const column_name& where) {
  return is_among(about_one, where.table);
}

std::uint64_t erase_by_function(connection& db, const column_name& where, const sought& s) {
  const std::string changed = "erased(" + where.column + ", ?4, ?1)";
  const std::string what = goes_whole(where)
                               ? "DELETE FROM " + where.table
                               : "UPDATE " + where.table + " SET " + where.column + " = " + changed;
  db.run(interned(what + suspects(where) + " AND " + changed + " <> " + where.column), s.what.value,
         s.encoded, s.tenant.value, law::to_string(s.what.kind));
  return static_cast<std::uint64_t>(std::max<std::int64_t>(0, db.changes()));
}

/// Row by row: a database without the function tells where each stands.
std::uint64_t erase_by_place(connection& db, const column_name& where, const sought& s) {
  std::vector<std::pair<std::string, std::string>> rows;
  {
    statement row(db,
                  interned("SELECT CAST(ctid AS text), CAST(" + where.column + " AS text) FROM " +
                           where.table + suspects(where)),
                  s.what.value, s.encoded, s.tenant.value);
    while (row.step()) {
      std::string place = row.text();
      rows.emplace_back(std::move(place), row.text());
    }
  }
  std::uint64_t changed = 0;
  for (const auto& [place, text] : rows) {
    const std::string rest = law::erased_text(text, s.what);
    if (rest == text) {
      continue;
    }
    ++changed;
    if (goes_whole(where)) {
      db.run(interned("DELETE FROM " + where.table + " WHERE ctid = CAST(CAST(? AS text) AS tid)"), place);
    } else {
      db.run(interned("UPDATE " + where.table + " SET " + where.column + " = CAST(CAST(?1 AS text) AS " +
                      where.type + ") WHERE ctid = CAST(CAST(?2 AS text) AS tid)"),
             rest, place);
    }
  }
  return changed;
}

} // namespace

std::uint64_t erase_text(connection& db, const tenant_id& tenant, const law::subject& what) {
  sought s{what, what.value, tenant};
  for (const auto& [sign, code] : {std::pair{'@', "%40"}, {'+', "%2b"}}) {
    if (const auto at = s.encoded.find(sign); at != std::string::npos) {
      s.encoded.replace(at, 1, code);
    }
  }
  std::uint64_t changed = 0;
  for (const column_name& where : all_columns(db)) {
    changed +=
        db.dialect() == dialect::sqlite ? erase_by_function(db, where, s) : erase_by_place(db, where, s);
  }
  return changed;
}

} // namespace leadstream::storage::sql
