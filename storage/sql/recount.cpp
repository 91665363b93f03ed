#include "storage/sql/recount.hpp"

namespace leadstream::storage::sql {

recount::recount(connection& db, const tenant_id& tenant)
    : db_(db), tenant_(tenant), here_(db.dialect() == dialect::sqlite) {
  if (here_) {
    db_.run("INSERT INTO deferred_counts (tenant_id) VALUES (?)", tenant_.value);
  }
}

void recount::changed(const uuid& company_id, int before, int after) {
  if (!here_) {
    return;
  }
  statement row(db_,
                "SELECT c.industry_text, coalesce(f.kind, ''), coalesce(f.value, '') FROM companies c "
                "LEFT JOIN lead_facets f ON f.tenant_id = c.tenant_id AND f.company_id = c.id "
                "WHERE c.tenant_id = ? AND c.id = ?",
                tenant_.value, company_id);
  for (bool first = true; row.step(); first = false) {
    const std::string_view industry_text = row.view();
    const std::string_view kind = row.view();
    const std::string_view value = row.view();
    const auto move = [&](group& counted) {
      --counted.more.at(static_cast<std::size_t>(before));
      ++counted.more.at(static_cast<std::size_t>(after));
    };
    if (first) {
      move(group_of({}, {}, industry_text));
    }
    if (!kind.empty()) {
      move(group_of(kind, value, industry_text));
    }
  }
}

recount::group& recount::group_of(std::string_view kind, std::string_view value,
                                  std::string_view industry_text) {
  constexpr char between = '\0';
  key_.assign(kind).append(1, between).append(value).append(1, between).append(industry_text);
  const auto [at, is_new] = groups_.try_emplace(key_);
  if (is_new) {
    at->second.kind = kind;
    at->second.value = value;
    at->second.industry_text = industry_text;
  }
  return at->second;
}

void recount::settle() {
  if (!here_) {
    return;
  }
  for (const auto& [key, counted] : groups_) {
    for (std::size_t score = 0; score < counted.more.size(); ++score) {
      const std::int64_t more = counted.more[score];
      if (more != 0 && counted.kind.empty()) {
        db_.run(
            "INSERT INTO lead_counts VALUES (?, ?, ?, ?) "
            "ON CONFLICT (tenant_id, industry_text, lead_score) DO UPDATE SET leads = leads + excluded.leads",
            tenant_.value, counted.industry_text, score, more);
      } else if (more != 0) {
        db_.run("INSERT INTO facet_lead_counts VALUES (?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (tenant_id, kind, value, industry_text, lead_score) "
                "DO UPDATE SET leads = leads + excluded.leads",
                tenant_.value, counted.kind, counted.value, counted.industry_text, score, more);
      }
    }
  }
  groups_.clear();
  db_.run("DELETE FROM deferred_counts WHERE tenant_id = ?", tenant_.value);
}

} // namespace leadstream::storage::sql
