#include "storage/sql/figures.hpp"

#include "domain/facets.hpp"
#include "storage/sql/lead_facets.hpp"

#include <algorithm>

namespace leadstream::storage::sql {
namespace {

constexpr std::size_t buckets = 10;

std::vector<lead_count> read_counts(statement& row) {
  std::vector<lead_count> counts;
  while (row.step()) {
    lead_count& c = counts.emplace_back();
    c.value = row.text();
    c.leads = static_cast<std::uint64_t>(row.integer());
  }
  return counts;
}

std::vector<lead_count> facet_list(connection& db, const tenant_id& tenant, const char* kind,
                                   std::uint32_t most) {
  statement row(db,
                "SELECT value, leads FROM facet_counts WHERE tenant_id = ? AND kind = ? AND leads > 0 "
                "ORDER BY leads DESC, value LIMIT ?",
                tenant.value, kind, most);
  return read_counts(row);
}

/// How the first leads of an industry write it most often; they are counted under its folded text.
std::string spelling_of(connection& db, const tenant_id& tenant, const std::string& industry) {
  statement row(
      db,
      "SELECT industry FROM (SELECT industry FROM companies WHERE tenant_id = ? AND industry_text = ? "
      "LIMIT 200) first GROUP BY industry ORDER BY count(*) DESC, industry LIMIT 1",
      tenant.value, industry);
  return row.step() ? row.text() : industry;
}

void read_scores(connection& db, const tenant_id& tenant, lead_figures& figures) {
  statement row(db,
                "SELECT lead_score, CAST(sum(leads) AS bigint) FROM lead_counts WHERE tenant_id = ? "
                "GROUP BY lead_score",
                tenant.value);
  figures.by_score.assign(buckets, 0);
  double points = 0;
  while (row.step()) {
    const auto score = static_cast<std::size_t>(row.integer());
    const auto leads = static_cast<std::uint64_t>(row.integer());
    figures.by_score[std::min(score / 10, buckets - 1)] += leads;
    figures.leads += leads;
    points += static_cast<double>(score) * static_cast<double>(leads);
  }
  figures.average_score = figures.leads == 0 ? 0 : points / static_cast<double>(figures.leads);
}

} // namespace

lead_figures lead_figures_of(connection& db, const tenant_id& tenant, const figure_query& query) {
  lead_figures figures;
  read_scores(db, tenant, figures);
  figures.with_email = count_facet(db, tenant, {facets::has, "email"});
  figures.with_phone = count_facet(db, tenant, {facets::has, "phone"});
  statement industries(db,
                       "SELECT industry_text, CAST(sum(leads) AS bigint) AS leads FROM lead_counts "
                       "WHERE tenant_id = ? GROUP BY industry_text HAVING sum(leads) > 0 "
                       "ORDER BY leads DESC, industry_text LIMIT ?",
                       tenant.value, query.most);
  figures.by_industry = read_counts(industries);
  for (lead_count& each : figures.by_industry) {
    each.value = spelling_of(db, tenant, each.value);
  }
  figures.by_source = facet_list(db, tenant, facets::source, query.most);
  figures.by_technology = facet_list(db, tenant, facets::technology, query.most);
  figures.by_signal = facet_list(db, tenant, facets::signal, query.most);
  figures.by_size = facet_list(db, tenant, facets::size, query.most);
  figures.by_status = facet_list(db, tenant, facets::status, query.most);
  figures.by_tag = facet_list(db, tenant, facets::tag, query.most);
  statement days(db,
                 "SELECT {sqlite date(created_at / 1000, 'unixepoch')}"
                 "{postgres to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')} AS day, count(*) "
                 "FROM companies WHERE tenant_id = ? AND created_at >= ? GROUP BY 1 ORDER BY 1",
                 tenant.value, query.since);
  figures.by_day = read_counts(days);
  return figures;
}

} // namespace leadstream::storage::sql
