#include "storage/sql/lead_filter.hpp"

#include "domain/text/fold_case.hpp"
#include "storage/sql/lead_counts.hpp"
#include "storage/sql/lead_facets.hpp"

#include <algorithm>

namespace leadstream::storage::sql {
namespace {

/// What leads are sorted by, before the id.
const char* key_of(lead_order order) {
  switch (order) {
  case lead_order::created:
    return "c.created_at";
  case lead_order::updated:
    return "c.updated_at";
  case lead_order::name:
    return "lower(c.name)";
  default:
    return "c.lead_score, c.created_at";
  }
}

/// An index that has this order is not used for it when the rows are to be sorted.
std::string with_direction(const lead_query& query, bool sorts) {
  const std::string direction = query.ascending ? " ASC" : " DESC";
  const auto key = [&](const std::string& column) {
    return (sorts ? "{unindexed " + column + "}" : column) + direction;
  };
  return query.order == lead_order::score ? key("c.lead_score") + ", " + key("c.created_at")
                                          : key(key_of(query.order));
}

std::uint64_t results_of(connection& db, const tenant_id& tenant, const uuid& job) {
  statement row(db, "SELECT results_count FROM scraping_jobs WHERE tenant_id = ? AND id = ?", tenant.value,
                job);
  return row.step() ? static_cast<std::uint64_t>(row.integer()) : 0;
}

/// From how many leads on those that have a facet are not read first, but all in an index that shows what
/// else they are asked for: looking one lead up costs as much as passing several.
std::uint64_t most_by_facet(connection& db, const tenant_id& tenant, const lead_query& query) {
  constexpr std::uint64_t passed_for_one = 8;
  const bool shown =
      !query.industry.empty() || !query.location.empty() || query.score_min > 0 || query.score_max < 100;
  return shown ? count_leads(db, tenant, {}) / passed_for_one : UINT64_MAX;
}

std::string bytes_of(const std::string& text) {
  return text;
}
std::string bytes_of(int number) {
  return std::to_string(number);
}
std::string bytes_of(wall_time moment) {
  return std::to_string(moment.time_since_epoch().count());
}
std::string bytes_of(const uuid& id) {
  return to_string(id);
}
std::string bytes_of(const std::vector<uuid>& ids) {
  std::string all;
  for (const uuid& id : ids) {
    all += to_string(id);
  }
  return all;
}

} // namespace

statement prepare_shape(connection& db, const std::string& sql) {
  constexpr std::size_t most = 500;
  if (const char* kept = interned(sql, most)) {
    return {db, kept};
  }
  return {db, once{sql}};
}

template <class Value>
void lead_filter::add(const std::string& condition, Value value) {
  text_ += condition;
  const std::string bytes = bytes_of(value);
  fingerprint_.append(condition).append(std::to_string(bytes.size())).append(1, ':').append(bytes);
  values_.emplace_back([value = std::move(value)](statement& to) { to.bind(value); });
}

void lead_filter::add_facet(const facet& which, bool wanted) {
  add(std::string(" AND ") + (wanted ? "" : "NOT ") +
          "EXISTS (SELECT 1 FROM lead_facets f WHERE f.tenant_id = c.tenant_id AND f.company_id = c.id AND "
          "f.kind = ?",
      which.kind);
  if (which.value.empty()) {
    text_ += ")";
  } else {
    add(" AND f.value = ?)", which.value);
  }
}

/// A few leads that have the rarest facet, or that a job found, are read first and sorted; else the rows are
/// read in their order and each is asked for the rest.
void lead_filter::choose_source(connection& db, const tenant_id& tenant, const lead_query& query,
                                purpose wanted) {
  probed_ = query.having;
  probes_job_ = query.job != uuid{};
  std::uint64_t least = wanted == purpose::first_in_order ? few_leads
                        : wanted == purpose::count        ? most_by_facet(db, tenant, query)
                                                          : UINT64_MAX;
  auto rarest = probed_.end();
  for (auto f = probed_.begin(); f != probed_.end(); ++f) {
    if (const auto count = count_facet(db, tenant, *f); count < least) {
      least = count;
      rarest = f;
    }
  }
  if (probes_job_ && results_of(db, tenant, query.job) < least) {
    probes_job_ = false;
    text_ = " FROM job_leads j CROSS JOIN companies c WHERE";
    add(" j.tenant_id = ?", tenant.value);
    add(" AND j.job_id = ? AND c.tenant_id = j.tenant_id AND c.id = j.company_id", query.job);
  } else if (rarest != probed_.end()) {
    text_ = " FROM lead_facets d CROSS JOIN companies c WHERE";
    add(" d.tenant_id = ?", tenant.value);
    add(" AND d.kind = ?", rarest->kind);
    add(" AND d.value = ? AND c.tenant_id = d.tenant_id AND c.id = d.company_id", rarest->value);
    probed_.erase(rarest);
  } else {
    const bool looks_through = wanted == purpose::count && !query.industry.empty() && !query.created_since &&
                               query.owner.empty() && query.ids.empty();
    text_ = std::string(" FROM companies c") +
            (looks_through ? " {sqlite INDEXED BY companies_by_score}" : "") + " WHERE";
    add(" c.tenant_id = ?", tenant.value);
  }
}

/// Behind the last lead of the page before: what is sorted by, and the id the other way round.
void lead_filter::add_position(const lead_query& query) {
  const lead_position& after = *query.after;
  const std::string key = std::string("(") + key_of(query.order) + ")";
  const auto add_key = [&](const std::string& compare, const char* end) {
    text_ += " " + key + compare + "(";
    switch (query.order) {
    case lead_order::created:
      add("?)", after.created_at);
      break;
    case lead_order::updated:
      add("?)", after.updated_at);
      break;
    case lead_order::name:
      add("lower(?))", after.name);
      break;
    default:
      add("?", after.score);
      add(", ?)", after.created_at);
    }
    text_ += end;
  };
  text_ += " AND";
  add_key(query.ascending ? " >= " : " <= ", " AND (");
  add_key(query.ascending ? " > " : " < ", " OR");
  add(query.ascending ? " c.id < ?)" : " c.id > ?)", after.id);
}

/// A few are found by the industries that fit, of which there are not many; in the order of all each row
/// shows its own.
void lead_filter::add_industry(const tenant_id& tenant, const lead_query& query, purpose wanted) {
  if (wanted == purpose::few_to_sort) {
    add(" AND c.industry_text IN (SELECT n.industry_text FROM lead_counts n WHERE n.tenant_id = ?",
        tenant.value);
    add(" AND {contains n.industry_text, ?})", fold_case(query.industry));
  } else {
    add(" AND {contains c.industry_text, ?}", fold_case(query.industry));
  }
}

/// The leads that hold the words, read first.
void lead_filter::begin_with_words(const tenant_id& tenant, const std::string& words, bool sqlite) {
  text_ = " FROM lead_texts t CROSS JOIN companies c WHERE c.tenant_id = t.tenant_id AND c.id = t.company_id";
  add(" AND {unindexed t.tenant_id} = ?", tenant.value); // or every lead of the tenant is looked at
  add(sqlite ? " AND t.row IN (SELECT rowid FROM lead_words WHERE lead_words MATCH ?)"
             : " AND to_tsvector('simple', t.words) @@ to_tsquery('simple', ?)",
      words);
}

/// Whether a lead is one of those that hold the words. SQLite gathers the numbers of their texts, no more;
/// then the number of a lead's text is asked for where the lead is met.
void lead_filter::add_words(const tenant_id& tenant, const std::string& words, bool sqlite) {
  if (sqlite) {
    add(" AND (SELECT t.row FROM lead_texts t WHERE t.tenant_id = c.tenant_id AND t.company_id = c.id) IN "
        "(SELECT rowid FROM lead_words WHERE lead_words MATCH ?)",
        words);
  } else {
    add(" AND c.id IN (SELECT t.company_id FROM lead_texts t WHERE t.tenant_id = ?", tenant.value);
    add(" AND to_tsvector('simple', t.words) @@ to_tsquery('simple', ?))", words);
  }
}

lead_filter::lead_filter(connection& db, const tenant_id& tenant, const lead_query& query, purpose wanted) {
  const bool sqlite = db.dialect() == dialect::sqlite;
  const std::string words = word_query(db.dialect(), query.text);
  const bool words_first = !words.empty() && wanted != purpose::first_in_order && query.having.empty();
  if (words_first) {
    begin_with_words(tenant, words, sqlite);
    probes_job_ = !query.job.is_nil();
  } else {
    choose_source(db, tenant, query, wanted);
  }
  const bool by_score = query.order == lead_order::score || wanted != purpose::first_in_order;
  const std::string score = by_score ? " AND c.lead_score" : " AND {unindexed c.lead_score}";
  if (query.score_min > 0) {
    add(score + " >= ?", query.score_min);
  }
  if (query.score_max < 100) {
    add(score + " <= ?", query.score_max);
  }
  if (!query.industry.empty()) {
    add_industry(tenant, query, wanted);
  }
  if (!query.location.empty()) {
    add(" AND {contains c.location_text, ?}", fold_case(query.location));
  }
  if (!words.empty() && !words_first) {
    add_words(tenant, words, sqlite);
  }
  if (!query.owner.empty()) {
    add(" AND c.owner = ? AND c.owner <> ''", query.owner);
  }
  if (query.created_since) {
    const bool by_age = query.order == lead_order::created || wanted != purpose::first_in_order;
    add(by_age ? " AND c.created_at >= ?" : " AND {unindexed c.created_at} >= ?", *query.created_since);
  }
  if (probes_job_) {
    add(" AND EXISTS (SELECT 1 FROM job_leads j WHERE j.tenant_id = c.tenant_id AND j.company_id = c.id AND "
        "j.job_id = ?)",
        query.job);
  }
  for (const facet& f : probed_) {
    add_facet(f, true);
  }
  for (const facet& f : query.lacking) {
    add_facet(f, false);
  }
  if (!query.ids.empty()) {
    const std::string place = "?" + std::to_string(values_.size() + 1);
    add(" AND c.id IN (SELECT id FROM {ids " + place + "} wanted)", query.ids);
  }
  if (query.after && wanted != purpose::count) {
    add_position(query);
  }
}

void lead_filter::bind(statement& to) const {
  for (const auto& value : values_) {
    value(to);
  }
}

bool sorts_faster(std::uint64_t fitting, std::uint64_t all, std::uint64_t wanted) {
  // Reading a row costs as much as passing twenty entries of the index.
  constexpr std::uint64_t entries_for_a_row = 20;
  const std::uint64_t passed = fitting == 0 ? 0 : std::min(all, wanted * all / fitting);
  return fitting < few_leads && fitting * entries_for_a_row < passed;
}

std::string order_of(const lead_query& query, lead_filter::purpose wanted) {
  return " ORDER BY " + with_direction(query, wanted == lead_filter::purpose::few_to_sort) +
         (query.ascending ? ", c.id DESC" : ", c.id");
}

} // namespace leadstream::storage::sql
