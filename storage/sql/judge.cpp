#include "storage/sql/judge.hpp"

#include "storage/sql/profiles.hpp"
#include "storage/stored_json.hpp"

namespace leadstream::storage::sql {

std::optional<search_criteria> search_of(connection& db, const tenant_id& tenant, const uuid& lead_id) {
  statement row(
      db,
      "SELECT j.search_criteria FROM job_leads l JOIN scraping_jobs j ON j.tenant_id = l.tenant_id AND "
      "j.id = l.job_id LEFT JOIN score_breakdowns b ON b.tenant_id = l.tenant_id AND b.company_id = "
      "l.company_id WHERE l.tenant_id = ? AND l.company_id = ? "
      "ORDER BY (b.job_id IS NOT DISTINCT FROM j.id) DESC, j.created_at, j.id LIMIT 1",
      tenant.value, lead_id);
  if (!row.step()) {
    return std::nullopt;
  }
  search_criteria criteria;
  decode(row.view(), criteria);
  return criteria;
}

void judge::judge_lead(const tenant_id& tenant, const std::optional<search_criteria>& criteria,
                       lead_change& change) {
  const score::basis known = score::basis_of(change.lead, {criteria, change.lead.company.updated_at});
  score::scorer& scorer = by(tenant, criteria ? criteria->score_profile : uuid{});
  change.lead.breakdown = scorer.score(known);
  change.lead.company.lead_score = change.lead.breakdown.total;
  change.state = scorer.keep(known);
}

score::scorer& judge::by(const tenant_id& tenant, const uuid& profile_id) {
  const auto found = ready_.find({tenant, profile_id});
  if (found != ready_.end()) {
    return found->second;
  }
  const auto saved = profile_id.is_nil() ? std::nullopt : find_profile(db_, tenant, profile_id);
  return ready_.try_emplace({tenant, profile_id}, saved ? score::scorer(*saved) : score::scorer(standard_))
      .first->second;
}

} // namespace leadstream::storage::sql
