#include "storage/sql/lead_counts.hpp"

#include "domain/text/fold_case.hpp"
#include "storage/sql/lead_facets.hpp"
#include "storage/sql/lead_filter.hpp"

#include <algorithm>
#include <optional>

namespace leadstream::storage::sql {
namespace {

/// Nothing is asked for but score, industry and facets.
bool asks_kept_things(const lead_query& query) {
  return query.location.empty() && query.text.empty() && query.owner.empty() && query.job.is_nil() &&
         !query.created_since && query.ids.empty();
}

bool asks_score(const lead_query& query) {
  return query.score_min > 0 || query.score_max < 100;
}

/// Of those with the query's score and industry; and with a facet, where one is named.
std::uint64_t kept_count(connection& db, const tenant_id& tenant, const lead_query& query,
                         const facet* with = nullptr) {
  std::string sql = std::string("SELECT coalesce(sum(leads), 0) FROM ") +
                    (with != nullptr ? "facet_lead_counts WHERE tenant_id = ? AND kind = ? AND value = ?"
                                     : "lead_counts WHERE tenant_id = ?") +
                    " AND lead_score BETWEEN ? AND ?";
  const bool by_industry = !query.industry.empty();
  sql += by_industry ? " AND {contains industry_text, ?}" : "";
  statement count = prepare_shape(db, sql);
  count.bind(tenant.value);
  if (with != nullptr) {
    count.bind(with->kind);
    count.bind(with->value);
  }
  count.bind(query.score_min);
  count.bind(query.score_max);
  if (by_industry) {
    count.bind(fold_case(query.industry));
  }
  count.step();
  return static_cast<std::uint64_t>(count.integer());
}

/// Of those with one facet, and the query's score and industry; nothing when the database does not keep it.
std::optional<std::uint64_t> kept_of_facet(connection& db, const tenant_id& tenant, const lead_query& query,
                                           const facet& one) {
  if (!asks_score(query) && query.industry.empty()) {
    return count_facet(db, tenant, one);
  }
  const bool keeps = db.dialect() == dialect::sqlite && !one.value.empty();
  return keeps ? std::optional(kept_count(db, tenant, query, &one)) : std::nullopt;
}

std::optional<std::uint64_t> kept(connection& db, const tenant_id& tenant, const lead_query& query) {
  const std::size_t facets = query.having.size() + query.lacking.size();
  if (!asks_kept_things(query) || facets > 1) {
    return std::nullopt;
  }
  if (facets == 0) {
    return kept_count(db, tenant, query);
  }
  if (query.lacking.empty()) {
    return kept_of_facet(db, tenant, query, query.having.front());
  }
  const auto those = kept_of_facet(db, tenant, query, query.lacking.front());
  return those ? std::optional(kept_count(db, tenant, query) - *those) : std::nullopt;
}

/// Those that have all of several facets: the lists of each, sorted by lead, are read side by side.
std::uint64_t count_facets(connection& db, const tenant_id& tenant, const std::vector<facet>& having) {
  std::string sql = "SELECT count(*) FROM (";
  for (std::size_t i = 0; i < having.size(); ++i) {
    sql += i == 0 ? "" : " INTERSECT ";
    sql += "SELECT company_id FROM lead_facets WHERE tenant_id = ? AND kind = ? AND value = ?";
  }
  statement count = prepare_shape(db, sql + " ORDER BY company_id LIMIT {sqlite -1}{postgres ALL}) both_of");
  for (const facet& one : having) {
    count.bind(tenant.value);
    count.bind(one.kind);
    count.bind(one.value);
  }
  count.step();
  return static_cast<std::uint64_t>(count.integer());
}

/// Whether no other tenant has a lead whose words are in the index, which all tenants share.
bool is_alone(connection& db) {
  statement row(db, "SELECT min(tenant_id) = max(tenant_id) FROM (SELECT min(tenant_id) AS tenant_id FROM "
                    "lead_texts UNION ALL SELECT max(tenant_id) FROM lead_texts) ends");
  return row.step() && row.flag();
}

std::uint64_t count_words(connection& db, const std::string& words) {
  statement count(db, "SELECT count(*) FROM lead_words WHERE lead_words MATCH ?", words);
  count.step();
  return static_cast<std::uint64_t>(count.integer());
}

bool asks_words_alone(const lead_query& query) {
  lead_query rest = query;
  rest.text.clear();
  return asks_kept_things(rest) && !asks_score(query) && query.industry.empty() && query.having.empty() &&
         query.lacking.empty();
}

std::uint64_t fresh_count(connection& db, const tenant_id& tenant, const lead_query& query,
                          const lead_filter& filter) {
  if (const auto known = kept(db, tenant, query)) {
    return *known;
  }
  const auto has_value = [](const facet& one) { return !one.value.empty(); };
  if (asks_kept_things(query) && !asks_score(query) && query.industry.empty() && query.lacking.empty() &&
      std::all_of(query.having.begin(), query.having.end(), has_value)) {
    return count_facets(db, tenant, query.having);
  }
  const std::string words = word_query(db.dialect(), query.text);
  if (db.dialect() == dialect::sqlite && !words.empty() && asks_words_alone(query) && is_alone(db)) {
    return count_words(db, words);
  }
  statement count = prepare_shape(db, "SELECT count(*)" + filter.from_where());
  filter.bind(count);
  count.step();
  return static_cast<std::uint64_t>(count.integer());
}

} // namespace

std::uint64_t count_leads(connection& db, const tenant_id& tenant, const lead_query& query) {
  const lead_filter filter(db, tenant, query, lead_filter::purpose::count);
  return db.remembered(filter.fingerprint(), [&] { return fresh_count(db, tenant, query, filter); });
}

} // namespace leadstream::storage::sql
