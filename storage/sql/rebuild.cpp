#include "storage/sql/rebuild.hpp"

#include "domain/dedup/fold.hpp"
#include "storage/failure.hpp"
#include "storage/sql/lead_facets.hpp"
#include "storage/sql/lead_queries.hpp"
#include "storage/sql/lead_writes.hpp"
#include "storage/sql/transaction.hpp"

#include <algorithm>
#include <optional>

namespace leadstream::storage::sql {
namespace {

constexpr std::size_t leads_in_a_commit = 500;

struct named_lead {
  tenant_id tenant;
  uuid id;
};

std::vector<named_lead> observed_leads(connection& db) {
  const read_transaction whole(db, all_tenants());
  statement row(db, "SELECT DISTINCT tenant_id, company_id FROM scraped_data WHERE company_id IS NOT NULL");
  std::vector<named_lead> all;
  while (row.step()) {
    tenant_id tenant{row.text()};
    all.push_back({std::move(tenant), row.id()});
  }
  return all;
}

std::optional<lead> stored_lead(connection& db, const named_lead& which) {
  try {
    return find_lead(db, which.tenant, which.id);
  } catch (const failure& problem) {
    if (problem.problem().code != error_code::not_found) {
      throw;
    }
    return std::nullopt;
  }
}

/// What the stored score was made of.
std::string stored_basis(connection& db, const named_lead& which) {
  statement row(db, "SELECT basis FROM score_breakdowns WHERE tenant_id = ? AND company_id = ?",
                which.tenant.value, which.id);
  return row.step() ? row.text() : std::string();
}

/// Whether the rows had to be written; nothing when too little is known for a lead.
std::optional<bool> rebuild_one(connection& db, const named_lead& which, judge& scoring) {
  const related_lead related = read_related(db, which.tenant, which.id);
  lead_change change = dedup::rebuild(related);
  if (change.lead.company.name.empty()) {
    return std::nullopt;
  }
  change.lead.marks = related.marks;
  change.lead.version = std::max<std::uint64_t>(1, related.version);
  scoring.judge_lead(which.tenant, search_of(db, which.tenant, which.id), change);
  const auto before = stored_lead(db, which);
  if (before && *before == change.lead && stored_basis(db, which) == change.state) {
    const bool other_facets = store_facets(db, which.tenant, which.id, facets_of(change.lead));
    const bool other_words = store_words(db, which.tenant, which.id, search_text(change.lead));
    return other_facets || other_words; // an older version may have found it by less
  }
  rewrite_lead(db, which.tenant, change);
  return true;
}

} // namespace

bool rebuild_lead(connection& db, const tenant_id& tenant, const uuid& id, judge& scoring) {
  return rebuild_one(db, {tenant, id}, scoring).has_value();
}

rebuild_report rebuild(connection& db, const score::profile& standard) {
  rebuild_report report;
  judge scoring(db, standard);
  const auto all = observed_leads(db);
  for (std::size_t first = 0; first < all.size(); first += leads_in_a_commit) {
    write_transaction part(db);
    for (std::size_t i = first; i < std::min(all.size(), first + leads_in_a_commit); ++i) {
      ++report.leads;
      db.enter(all[i].tenant);
      report.changed += rebuild_one(db, all[i], scoring).value_or(false) ? 1 : 0;
    }
    part.commit();
  }
  return report;
}

} // namespace leadstream::storage::sql
