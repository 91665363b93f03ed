#include "storage/sql/lead_facets.hpp"

#include "domain/text/plain_words.hpp"

#include <algorithm>
#include <iterator>

namespace leadstream::storage::sql {
namespace {

std::vector<facet> stored_facets(connection& db, const tenant_id& tenant, const uuid& company_id,
                                 const std::vector<std::string>& kinds) {
  statement row(
      db, "SELECT kind, value FROM lead_facets WHERE tenant_id = ? AND company_id = ? ORDER BY kind, value",
      tenant.value, company_id);
  std::vector<facet> stored;
  while (row.step()) {
    facet f;
    f.kind = row.text();
    f.value = row.text();
    if (kinds.empty() || std::find(kinds.begin(), kinds.end(), f.kind) != kinds.end()) {
      stored.push_back(std::move(f));
    }
  }
  std::sort(stored.begin(), stored.end());
  return stored;
}

/// The index of words is told what it has to forget (FTS5 with the content in a table of its own).
void change_index(connection& db, std::int64_t row, const std::string& before, const std::string& after) {
  if (db.dialect() != dialect::sqlite) {
    return;
  }
  if (!before.empty()) {
    db.run("INSERT INTO lead_words (lead_words, rowid, words) VALUES ('delete', ?, ?)", row, before);
  }
  if (!after.empty()) {
    db.run("INSERT INTO lead_words (rowid, words) VALUES (?, ?)", row, after);
  }
}

} // namespace

bool store_facets(connection& db, const tenant_id& tenant, const uuid& company_id,
                  const std::vector<facet>& wanted, const std::vector<std::string>& kinds) {
  const std::vector<facet> stored = stored_facets(db, tenant, company_id, kinds);
  std::vector<facet> fresh;
  std::vector<facet> gone;
  std::set_difference(wanted.begin(), wanted.end(), stored.begin(), stored.end(), std::back_inserter(fresh));
  std::set_difference(stored.begin(), stored.end(), wanted.begin(), wanted.end(), std::back_inserter(gone));
  for (const facet& f : gone) {
    db.run("DELETE FROM lead_facets WHERE tenant_id = ? AND kind = ? AND value = ? AND company_id = ?",
           tenant.value, f.kind, f.value, company_id);
  }
  for (const facet& f : fresh) {
    db.run("INSERT INTO lead_facets (tenant_id, kind, value, company_id) VALUES (?, ?, ?, ?)", tenant.value,
           f.kind, f.value, company_id);
  }
  return !fresh.empty() || !gone.empty();
}

std::uint64_t count_facet(connection& db, const tenant_id& tenant, const facet& which) {
  statement count(db,
                  which.value.empty()
                      ? "SELECT coalesce(sum(leads), 0) FROM facet_counts WHERE tenant_id = ? AND kind = ?"
                      : "SELECT leads FROM facet_counts WHERE tenant_id = ? AND kind = ? AND value = ?",
                  tenant.value, which.kind);
  if (!which.value.empty()) {
    count.bind(which.value);
  }
  return count.step() ? static_cast<std::uint64_t>(count.integer()) : 0;
}

bool store_words(connection& db, const tenant_id& tenant, const uuid& company_id, const std::string& words) {
  std::string before;
  {
    statement row(db, "SELECT words FROM lead_texts WHERE tenant_id = ? AND company_id = ?", tenant.value,
                  company_id);
    before = row.step() ? row.text() : std::string();
  }
  if (before == words) {
    return false;
  }
  std::int64_t place = 0;
  {
    statement written(
        db,
        "INSERT INTO lead_texts (tenant_id, company_id, words) VALUES (?, ?, ?) "
        "ON CONFLICT (tenant_id, company_id) DO UPDATE SET words = excluded.words RETURNING row",
        tenant.value, company_id, words);
    while (written.step()) {
      place = written.integer();
    }
  }
  change_index(db, place, before, words);
  return true;
}

void forget_words(connection& db, const tenant_id& tenant, const uuid& company_id) {
  std::int64_t place = 0;
  std::string before;
  {
    statement row(db, "SELECT row, words FROM lead_texts WHERE tenant_id = ? AND company_id = ?",
                  tenant.value, company_id);
    if (!row.step()) {
      return;
    }
    place = row.integer();
    before = row.text();
  }
  change_index(db, place, before, {});
  db.run("DELETE FROM lead_texts WHERE tenant_id = ? AND company_id = ?", tenant.value, company_id);
}

void purge_words(connection& db) {
  if (db.dialect() == dialect::sqlite) {
    db.run("INSERT INTO lead_words (lead_words) VALUES ('optimize')");
  }
}

std::string word_query(dialect to, const std::string& text) {
  const std::string plain = plain_words(text);
  std::string query;
  for (const std::string_view word : split_words(plain)) {
    if (to == dialect::sqlite) {
      query.append(query.empty() ? "\"" : " \"").append(word).append("\"*");
    } else {
      query.append(query.empty() ? "" : " & ").append(word).append(":*");
    }
  }
  return query;
}

} // namespace leadstream::storage::sql
