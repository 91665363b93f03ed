#include "storage/sql/erasure.hpp"

#include <algorithm>

namespace leadstream::storage::sql {
namespace {

/// Tables whose rows say what was done, not about whom; and what the databases keep for themselves.
constexpr const char* text_columns =
    "{sqlite SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c "
    "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND upper(c.type) = 'TEXT' "
    "AND m.sql NOT LIKE 'CREATE VIRTUAL%' AND m.name NOT LIKE '%_fts_%' AND m.name <> 'audit_log' "
    "AND c.name <> 'tenant_id'}"
    "{postgres SELECT c.table_name, c.column_name FROM information_schema.columns c JOIN "
    "information_schema.tables t "
    "ON t.table_schema = c.table_schema AND t.table_name = c.table_name AND t.table_type = 'BASE TABLE' "
    "WHERE c.table_schema = current_schema() AND c.data_type = 'text' AND c.table_name <> 'audit_log' "
    "AND c.column_name <> 'tenant_id'}";

constexpr int most_spellings = 64;

struct column_name {
  std::string table;
  std::string column;
};

std::vector<column_name> all_columns(connection& db) {
  statement row(db, text_columns);
  std::vector<column_name> all;
  while (row.step()) {
    std::string table = row.text();
    all.push_back({std::move(table), row.text()});
  }
  return all;
}

std::string percent_encoded(std::string text) {
  for (std::size_t at = text.find('@'); at != std::string::npos; at = text.find('@', at)) {
    text.replace(at, 1, "%40");
  }
  return text;
}

/// One spelling of the text in that column, as it stands there; empty when there is none.
std::string spelling_in(connection& db, const column_name& where, const std::string& text) {
  const char* sql =
      interned("SELECT substr(" + where.column + ", {sqlite instr(lower(" + where.column +
               "), ?1)}{postgres strpos(lower(" + where.column + "), CAST(?1 AS text))}, length(?1)) FROM " +
               where.table + " WHERE {contains lower(" + where.column + "), ?1} LIMIT 1");
  statement row(db, sql, text);
  return row.step() ? row.text() : std::string();
}

std::uint64_t replace_in(connection& db, const column_name& where, const std::string& spelling) {
  db.run(interned("UPDATE " + where.table + " SET " + where.column + " = replace(" + where.column +
                  ", ?1, 'erased') WHERE {contains " + where.column + ", ?1}"),
         spelling);
  return static_cast<std::uint64_t>(std::max<std::int64_t>(0, db.changes()));
}

} // namespace

std::uint64_t erase_text(connection& db, const std::string& text) {
  std::uint64_t changed = 0;
  for (const column_name& where : all_columns(db)) {
    for (const std::string& form : {text, percent_encoded(text)}) {
      std::string spelling = spelling_in(db, where, form);
      for (int round = 0; !spelling.empty() && round < most_spellings; ++round) {
        changed += replace_in(db, where, spelling);
        spelling = spelling_in(db, where, form);
      }
    }
  }
  return changed;
}

} // namespace leadstream::storage::sql
