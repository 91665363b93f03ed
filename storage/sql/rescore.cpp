#include "storage/sql/rescore.hpp"

#include "storage/sql/transaction.hpp"
#include "storage/stored_json.hpp"

#include <optional>

namespace leadstream::storage::sql {
namespace {

constexpr std::size_t leads_in_a_commit = 5'000;

/// A lead whose score has changed.
struct change {
  uuid company_id;
  score_breakdown told;
  std::string categories;
};

void store(connection& db, const tenant_id& tenant, const change& made) {
  db.run("UPDATE companies SET lead_score = ? WHERE tenant_id = ? AND id = ? AND lead_score <> ?",
         made.told.total, tenant.value, made.company_id, made.told.total);
  db.run("UPDATE score_breakdowns SET total = ?, rules_version = ?, categories = ?, profile_id = ? "
         "WHERE tenant_id = ? AND company_id = ?",
         made.told.total, made.told.rules_version, made.categories, nullable_id{made.told.profile_id},
         tenant.value, made.company_id);
}

/// Looks at one lead; gives what has to be written, if anything.
std::optional<change> look(statement& row, const tenant_id& tenant, judge& scoring, rescore_range& which,
                           rescore_report& report) {
  which.after = row.integer();
  ++report.leads;
  const uuid id = row.id();
  const auto known = score::load_basis(row.view());
  if (!known) {
    ++report.unknown;
    return std::nullopt;
  }
  const std::string_view before = row.view();
  const auto rules_before = static_cast<std::uint32_t>(row.integer());
  const uuid profile_before = row.id();
  score_breakdown told = scoring.by(tenant, profile_before).score(*known);
  std::string categories = encode(told.categories);
  if (categories == before && told.rules_version == rules_before && told.profile_id == profile_before) {
    return std::nullopt;
  }
  return change{id, std::move(told), std::move(categories)};
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

rescore_report rescore_some(connection& db, const tenant_id& tenant, judge& scoring, rescore_range& which) {
  rescore_report report;
  std::vector<change> changes;
  {
    static const std::string columns =
        "SELECT row, company_id, basis, categories, rules_version, profile_id FROM score_breakdowns "
        "WHERE tenant_id = ?1 AND row > ?2 ";
    static const std::string all = columns + "ORDER BY row LIMIT ?3";
    static const std::string one = columns + "AND profile_id = ?4 ORDER BY row LIMIT ?3";
    const bool every = which.profile_id.is_nil();
    statement row(db, every ? all.c_str() : one.c_str(), tenant.value, which.after,
                  static_cast<std::uint64_t>(which.limit));
    if (!every) {
      row.bind(which.profile_id);
    }
    while (row.step()) {
      if (auto made = look(row, tenant, scoring, which, report)) {
        changes.push_back(*std::move(made));
      }
    }
  }
  for (const change& made : changes) {
    store(db, tenant, made);
  }
  report.changed = changes.size();
  return report;
}

rescore_report rescore(connection& db, const score::profile& standard) {
  rescore_report report;
  judge scoring(db, standard);
  for (const tenant_id& tenant : tenants_of(db)) {
    rescore_range which{{}, 0, leads_in_a_commit};
    for (std::uint64_t found = leads_in_a_commit; found == leads_in_a_commit;) {
      write_transaction part(db);
      db.enter(tenant);
      const rescore_report some = rescore_some(db, tenant, scoring, which);
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
