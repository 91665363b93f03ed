#include "storage/sqlite/lead_queries.hpp"

#include "domain/text/fold_case.hpp"
#include "storage/failure.hpp"
#include "storage/sqlite/rows.hpp"
#include "storage/sqlite/transaction.hpp"
#include "storage/stored_json.hpp"

#include <algorithm>
#include <limits>
#include <set>

namespace leadstream::storage::sqlite {
namespace {

#define LEADSTREAM_LEAD_FILTER                                                                               \
  "c.tenant_id = ?1 AND c.lead_score >= ?3 AND (?4 = '' OR instr(c.industry_text, ?4) > 0) "                 \
  "AND (?5 = '' OR instr(c.location_text, ?5) > 0) "
#define LEADSTREAM_LEAD_ORDER "ORDER BY c.lead_score DESC, c.created_at DESC, c.id LIMIT ?6 OFFSET ?7"

/// ?2 is unused without ids, so that all variants bind alike.
constexpr const char* rows_of_all =
    "SELECT " LEADSTREAM_LEAD_COLUMNS
    " FROM companies c WHERE (?2 IS NOT NULL) AND " LEADSTREAM_LEAD_FILTER LEADSTREAM_LEAD_ORDER;
constexpr const char* rows_of_ids =
    LEADSTREAM_WANTED_IDS "SELECT " LEADSTREAM_LEAD_COLUMNS
                          " FROM wanted JOIN companies c ON c.tenant_id = ?1 AND c.id = wanted.id "
                          "WHERE " LEADSTREAM_LEAD_FILTER LEADSTREAM_LEAD_ORDER;
constexpr const char* count_of_ids = LEADSTREAM_WANTED_IDS
    "SELECT count(*) FROM wanted JOIN companies c ON c.tenant_id = ?1 AND c.id = wanted.id "
    "WHERE " LEADSTREAM_LEAD_FILTER;
constexpr const char* count_by_place =
    "SELECT count(*) FROM companies c WHERE (?2 IS NOT NULL) AND " LEADSTREAM_LEAD_FILTER;
constexpr const char* count_by_industry =
    "SELECT coalesce(sum(leads), 0) FROM lead_counts "
    "WHERE tenant_id = ? AND lead_score >= ? AND (?3 = '' OR instr(industry_text, ?3) > 0)";

/// The rows of a query, one after the other.
class matching_rows {
public:
  matching_rows(connection& db, const tenant_id& tenant, const lead_query& query, std::int64_t limit,
                std::uint64_t offset)
      : rows_(db, query.ids.empty() ? rows_of_all : rows_of_ids, tenant.value, query.ids, query.score_min,
              fold_case(query.industry), fold_case(query.location), limit, offset) {}

  std::vector<lead_row> next(std::size_t limit) {
    std::vector<lead_row> piece;
    while (piece.size() < limit && !ended_) {
      if (rows_.step()) {
        piece.push_back(read_lead_row(rows_));
      } else {
        ended_ = true;
      }
    }
    return piece;
  }

private:
  statement rows_;
  bool ended_ = false;
};

std::uint64_t count_leads(connection& db, const tenant_id& tenant, const lead_query& query) {
  const std::string industry = fold_case(query.industry);
  if (query.ids.empty() && query.location.empty()) {
    statement count(db, count_by_industry, tenant.value, query.score_min, industry);
    count.step();
    return static_cast<std::uint64_t>(count.integer());
  }
  statement count(db, query.ids.empty() ? count_by_place : count_of_ids, tenant.value, query.ids,
                  query.score_min, industry, fold_case(query.location));
  count.step();
  return static_cast<std::uint64_t>(count.integer());
}

class sqlite_snapshot : public lead_snapshot {
public:
  sqlite_snapshot(std::unique_ptr<connection> db, const tenant_id& tenant, const lead_query& query)
      : db_(std::move(db)), transaction_(*db_),
        rows_(*db_, tenant, query, std::numeric_limits<std::int64_t>::max(), 0) {
    // The snapshot is taken by the first row that is read, so it is read now.
    ahead_ = rows_.next(1);
  }

  std::vector<lead_row> next(std::size_t limit) override {
    std::vector<lead_row> piece;
    if (limit > 0) {
      piece = std::exchange(ahead_, {});
      auto rest = rows_.next(limit - piece.size());
      piece.insert(piece.end(), std::make_move_iterator(rest.begin()), std::make_move_iterator(rest.end()));
    }
    return piece;
  }

private:
  std::unique_ptr<connection> db_;
  read_transaction transaction_;
  matching_rows rows_;
  std::vector<lead_row> ahead_;
};

void read_company(connection& db, const tenant_id& tenant, const uuid& id, lead& full) {
  statement row(db,
                "SELECT " LEADSTREAM_LEAD_COLUMNS ", d.version, d.social, d.intelligence, d.provenance "
                "FROM companies c JOIN lead_details d ON d.tenant_id = c.tenant_id AND d.company_id = c.id "
                "WHERE c.tenant_id = ? AND c.id = ?",
                tenant.value, id);
  if (!row.step()) {
    throw failure(error_code::not_found, "no lead " + to_string(id));
  }
  const lead_row r = read_lead_row(row);
  full.company = {r.id,          r.company_name, r.industry,   r.size,       r.website,
                  r.description, r.location,     r.lead_score, r.created_at, r.updated_at};
  full.version = static_cast<std::uint64_t>(row.integer());
  decode(row.view(), full.social);
  decode(row.view(), full.intelligence);
  decode(row.view(), full.provenance);
}

void read_contacts(connection& db, const tenant_id& tenant, const uuid& id, lead& full) {
  statement row(
      db,
      "SELECT id, name, title, email, phone, linkedin_url, is_decision_maker, confidence_score, created_at "
      "FROM contacts WHERE tenant_id = ? AND company_id = ? ORDER BY position",
      tenant.value, id);
  while (row.step()) {
    contact& c = full.contacts.emplace_back();
    c.id = row.id();
    c.name = row.text();
    c.title = row.text();
    c.email = row.text();
    c.phone = row.text();
    c.linkedin_url = row.text();
    c.is_decision_maker = row.integer() != 0;
    c.confidence = row.real();
    c.created_at = row.time();
  }
}

void read_breakdown(connection& db, const tenant_id& tenant, const uuid& id, lead& full) {
  statement row(db,
                "SELECT total, rules_version, categories FROM score_breakdowns "
                "WHERE tenant_id = ? AND company_id = ?",
                tenant.value, id);
  if (row.step()) {
    full.breakdown.total = static_cast<int>(row.integer());
    full.breakdown.rules_version = static_cast<std::uint32_t>(row.integer());
    decode(row.view(), full.breakdown.categories);
  }
}

void add_ids(statement& rows, std::set<uuid>& ids) {
  while (rows.step()) {
    ids.insert(rows.id());
  }
}

} // namespace

lead find_lead(connection& db, const tenant_id& tenant, const uuid& id) {
  const read_transaction whole(db);
  lead full;
  read_company(db, tenant, id, full);
  read_contacts(db, tenant, id, full);
  read_breakdown(db, tenant, id, full);
  return full;
}

lead_page list_leads(connection& db, const tenant_id& tenant, const lead_query& query) {
  const read_transaction whole(db);
  lead_page page;
  page.total_count = count_leads(db, tenant, query);
  if (query.offset < page.total_count) {
    page.leads = matching_rows(db, tenant, query, query.limit, query.offset).next(query.limit);
  }
  return page;
}

std::unique_ptr<lead_snapshot> open_leads(std::unique_ptr<connection> db, const tenant_id& tenant,
                                          const lead_query& query) {
  return std::make_unique<sqlite_snapshot>(std::move(db), tenant, query);
}

related_lead read_related(connection& db, const tenant_id& tenant, const uuid& id) {
  related_lead related;
  related.company_id = id;
  statement version(db, "SELECT version FROM lead_details WHERE tenant_id = ? AND company_id = ?",
                    tenant.value, id);
  related.version = version.step() ? static_cast<std::uint64_t>(version.integer()) : 0;
  statement keys(
      db, "SELECT kind, value FROM lead_keys WHERE tenant_id = ? AND company_id = ? ORDER BY kind, value",
      tenant.value, id);
  while (keys.step()) {
    std::string kind = keys.text();
    related.keys.push_back({std::move(kind), keys.text()});
  }
  statement observations(db,
                         "SELECT " LEADSTREAM_OBSERVATION_COLUMNS
                         " FROM scraped_data WHERE tenant_id = ? AND company_id = ? ORDER BY +id",
                         tenant.value, id);
  while (observations.step()) {
    related.observations.push_back(read_observation(observations));
  }
  return related;
}

std::vector<related_lead> find_related(connection& db, const tenant_id& tenant,
                                       const std::vector<lead_key>& keys,
                                       const std::vector<std::string>& blocking_keys) {
  const read_transaction whole(db);
  std::set<uuid> ids;
  for (const lead_key& key : keys) {
    statement owner(db, "SELECT company_id FROM lead_keys WHERE tenant_id = ? AND kind = ? AND value = ?",
                    tenant.value, key.kind, key.value);
    add_ids(owner, ids);
  }
  for (const std::string& key : blocking_keys) {
    statement sharing(db, "SELECT company_id FROM blocking_keys WHERE tenant_id = ? AND value = ?",
                      tenant.value, key);
    add_ids(sharing, ids);
  }
  std::vector<related_lead> related;
  for (const uuid& id : ids) {
    related.push_back(read_related(db, tenant, id));
  }
  return related;
}

std::vector<uuid> known_observations(connection& db, const tenant_id& tenant, const std::vector<uuid>& ids) {
  statement rows(db,
                 LEADSTREAM_WANTED_IDS
                 "SELECT s.id FROM wanted JOIN scraped_data s ON s.tenant_id = ?1 AND s.id = wanted.id",
                 tenant.value, ids);
  std::vector<uuid> known;
  while (rows.step()) {
    known.push_back(rows.id());
  }
  return known;
}

} // namespace leadstream::storage::sqlite
