#include "storage/sql/rescore.hpp"

#include "domain/json/lead.hpp"
#include "domain/score/kept_score.hpp"
#include "storage/sql/lead_queries.hpp"
#include "storage/sql/recount.hpp"
#include "storage/sql/transaction.hpp"

#include <optional>

namespace leadstream::storage::sql {
namespace {

constexpr std::size_t leads_in_a_commit = 10'000;

/// A lead that is scored by other rules than before.
struct change {
  std::int64_t row = 0;
  uuid company_id;
  int before = 0;
  int total = 0;
  bool leaves_profile = false;
  std::string kept;
};

void store(connection& db, const tenant_id& tenant, const change& made) {
  db.run("UPDATE score_breakdowns SET total = ?, rules_version = ?, basis = ?, categories = '[]', "
         "version = version + 1 WHERE row = ?",
         made.total, score::rules_version, made.kept, made.row);
  if (made.leaves_profile) {
    db.run("UPDATE score_breakdowns SET profile_id = NULL WHERE row = ?", made.row);
  }
  if (made.total != made.before) {
    db.run("UPDATE companies SET lead_score = ? WHERE tenant_id = ? AND id = ?", made.total, tenant.value,
           made.company_id);
  }
}

/// Looks at one lead; gives what has to be written, if anything.
std::optional<change> look(statement& row, const tenant_id& tenant, judge& scoring, rescore_range& which,
                           rescore_report& report) {
  ++report.leads;
  change made;
  made.row = which.after = row.integer();
  made.company_id = row.id();
  const std::string_view kept = row.view();
  made.before = static_cast<int>(row.integer());
  const uuid profile_id = row.id();
  score::scorer& by = scoring.by(tenant, profile_id);
  made.leaves_profile = profile_id != by.profile_id();
  if (kept.starts_with(by.rules()) && !made.leaves_profile) {
    return std::nullopt;
  }
  const auto known = score::load_basis(score::basis_in(kept), false);
  if (!known) {
    ++report.unknown;
    return std::nullopt;
  }
  made.total = by.total(*known);
  made.kept.append(by.rules()).append(score::basis_in(kept));
  return made;
}

std::vector<change> changes_of(connection& db, const tenant_id& tenant, judge& scoring, rescore_range& which,
                               rescore_report& report) {
  static const std::string columns =
      "SELECT row, company_id, basis, total, profile_id FROM score_breakdowns WHERE row > ?1 ";
  static const std::string all = columns + "AND {unindexed tenant_id} = ?3 ORDER BY row LIMIT ?2";
  static const std::string one = columns + "AND tenant_id = ?3 AND profile_id = ?4 ORDER BY row LIMIT ?2";
  const bool every = which.profile_id.is_nil();
  statement row(db, every ? all.c_str() : one.c_str(), which.after, static_cast<std::uint64_t>(which.limit),
                tenant.value);
  if (!every) {
    row.bind(which.profile_id);
  }
  std::vector<change> changes;
  while (row.step()) {
    if (auto made = look(row, tenant, scoring, which, report)) {
      changes.push_back(*std::move(made));
    }
  }
  return changes;
}

bool is_news(const change& made) {
  return std::string_view(score_category(made.before)) != score_category(made.total);
}

/// Commits the news of leads as any other change of theirs.
void tell(connection& db, const tenant_id& tenant, const std::vector<change>& changes,
          const rescore_news& news, rescore_range& which) {
  unit_of_work unit;
  unit.id = make_uuid_v7(news.now, system_random);
  for (const change& made : changes) {
    if (which.told < most_news && is_news(made)) {
      unit.events.push_back(json::announce(find_row(db, tenant, made.company_id), {}));
      ++which.told;
    }
  }
  if (!unit.events.empty()) {
    store_unit(db, tenant, unit, news.keep, news.now);
  }
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

rescore_report rescore_some(connection& db, const tenant_id& tenant, judge& scoring, const rescore_news& news,
                            rescore_range& which) {
  rescore_report report;
  const std::vector<change> changes = changes_of(db, tenant, scoring, which, report);
  recount counts(db, tenant);
  for (const change& made : changes) {
    store(db, tenant, made);
    if (made.total != made.before) {
      counts.changed(made.company_id, made.before, made.total);
    }
  }
  counts.settle();
  tell(db, tenant, changes, news, which);
  report.changed = changes.size();
  return report;
}

rescore_report rescore(connection& db, const score::profile& standard, const rescore_news& news) {
  rescore_report report;
  judge scoring(db, standard);
  for (const tenant_id& tenant : tenants_of(db)) {
    rescore_range which{{}, 0, leads_in_a_commit, 0};
    for (std::uint64_t found = leads_in_a_commit; found == leads_in_a_commit;) {
      write_transaction part(db);
      db.enter(tenant);
      const rescore_report some = rescore_some(db, tenant, scoring, news, which);
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
