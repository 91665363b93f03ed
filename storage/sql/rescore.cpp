#include "storage/sql/rescore.hpp"

#include "domain/score/basis.hpp"
#include "storage/sql/transaction.hpp"
#include "storage/stored_json.hpp"

namespace leadstream::storage::sql {
namespace {

constexpr std::size_t leads_in_a_commit = 5'000;

/// A lead whose score has changed.
struct change {
  uuid company_id;
  int total = 0;
  std::string categories;
};

void store(connection& db, const tenant_id& tenant, const change& made) {
  db.run("UPDATE companies SET lead_score = ? WHERE tenant_id = ? AND id = ? AND lead_score <> ?", made.total,
         tenant.value, made.company_id, made.total);
  db.run("UPDATE score_breakdowns SET total = ?, categories = ? WHERE tenant_id = ? AND company_id = ?",
         made.total, made.categories, tenant.value, made.company_id);
}

std::vector<tenant_id> tenants_of(connection& db) {
  const read_transaction whole(db, all_tenants());
  statement row(db, "SELECT DISTINCT tenant_id FROM score_breakdowns");
  std::vector<tenant_id> all;
  while (row.step()) {
    all.push_back({row.text()});
  }
  return all;
}

} // namespace

rescore_report rescore_some(connection& db, const tenant_id& tenant, const score::profile& by,
                            std::int64_t& after, std::size_t limit) {
  rescore_report report;
  score::scorer scorer(by);
  std::vector<change> changes;
  {
    statement row(
        db,
        "SELECT row, company_id, basis, categories FROM score_breakdowns WHERE tenant_id = ? AND row > ? "
        "ORDER BY row LIMIT ?",
        tenant.value, after, static_cast<std::uint64_t>(limit));
    while (row.step()) {
      after = row.integer();
      ++report.leads;
      const uuid id = row.id();
      const auto known = score::load_basis(row.view());
      if (!known) {
        ++report.unknown;
        continue;
      }
      const score_breakdown told = scorer.score(*known);
      if (std::string categories = encode(told.categories); categories != row.view()) {
        changes.push_back({id, told.total, std::move(categories)});
      }
    }
  }
  for (const change& made : changes) {
    store(db, tenant, made);
  }
  report.changed = changes.size();
  return report;
}

rescore_report rescore(connection& db, const score::profile& by) {
  rescore_report report;
  for (const tenant_id& tenant : tenants_of(db)) {
    std::int64_t after = 0;
    for (std::uint64_t found = leads_in_a_commit; found == leads_in_a_commit;) {
      write_transaction part(db);
      db.enter(tenant);
      const rescore_report some = rescore_some(db, tenant, by, after, leads_in_a_commit);
      part.commit();
      found = some.leads;
      report.leads += some.leads;
      report.changed += some.changed;
      report.unknown += some.unknown;
    }
  }
  return report;
}

} // namespace leadstream::storage::sql
