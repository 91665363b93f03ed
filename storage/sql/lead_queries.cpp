#include "storage/sql/lead_queries.hpp"

#include "domain/score/kept_score.hpp"
#include "storage/failure.hpp"
#include "storage/sql/lead_counts.hpp"
#include "storage/sql/lead_filter.hpp"
#include "storage/sql/rows.hpp"
#include "storage/sql/transaction.hpp"
#include "storage/stored_json.hpp"

#include <algorithm>
#include <set>

namespace leadstream::storage::sql {
namespace {

/// The rows of a query, one after the other.
class matching_rows {
public:
  /// `bounds`: " LIMIT …" or nothing.
  matching_rows(connection& db, const tenant_id& tenant, const lead_query& query,
                lead_filter::purpose wanted = lead_filter::purpose::first_in_order,
                const std::string& bounds = {})
      : filter_(db, tenant, query, wanted), reader_(query.fields),
        rows_(prepare_shape(db, "SELECT " + reader_.columns() + filter_.from_where() +
                                    order_of(query, wanted) + bounds)) {
    filter_.bind(rows_);
  }
  void skip(std::uint64_t offset) { rows_.bind(offset); }
  void read_in_pieces() { rows_.read_in_pieces(); }

  std::vector<lead_row> next(std::size_t limit) {
    std::vector<lead_row> piece;
    fill(piece, limit);
    return piece;
  }
  /// Appends rows until there are `limit` or no more.
  void fill(std::vector<lead_row>& piece, std::size_t limit) {
    constexpr std::size_t most_reserved = 1'000;
    piece.reserve(std::min(limit, most_reserved));
    while (piece.size() < limit && !ended_) {
      if (rows_.step()) {
        reader_.read(rows_, piece.emplace_back());
      } else {
        ended_ = true;
      }
    }
  }

private:
  lead_filter filter_;
  lead_reader reader_;
  statement rows_;
  bool ended_ = false;
};

void read_contacts(connection& db, const tenant_id& tenant, const uuid& id, std::vector<contact>& contacts) {
  statement row(
      db,
      "SELECT id, name, title, email, phone, linkedin_url, is_decision_maker, confidence_score, created_at "
      "FROM contacts WHERE tenant_id = ? AND company_id = ? ORDER BY position",
      tenant.value, id);
  while (row.step()) {
    contact& c = contacts.emplace_back();
    c.id = row.id();
    c.name = row.text();
    c.title = row.text();
    c.email = row.text();
    c.phone = row.text();
    c.linkedin_url = row.text();
    c.is_decision_maker = row.flag();
    c.confidence = row.real();
    c.created_at = row.time();
  }
}

void read_intelligence(connection& db, const tenant_id& tenant, const uuid& id, intelligence& known) {
  statement row(db, "SELECT intelligence FROM lead_details WHERE tenant_id = ? AND company_id = ?",
                tenant.value, id);
  if (row.step()) {
    decode(row.view(), known);
  }
}

void read_provenance(connection& db, const tenant_id& tenant, const uuid& id, std::vector<provenance>& all) {
  statement row(db, "SELECT provenance FROM lead_details WHERE tenant_id = ? AND company_id = ?",
                tenant.value, id);
  if (row.step()) {
    decode(row.view(), all);
  }
}

/// One of those that most people look at, no more.
bool is_first_page(const lead_query& query) {
  constexpr std::uint64_t pages = 5;
  return query.limit > 0 && query.offset % query.limit == 0 && query.offset < pages * query.limit;
}

/// PostgreSQL keeps a plan when the bounds stand in the text.
std::string bounds_of(const lead_query& query) {
  return " LIMIT " + std::to_string(query.limit + 1) + " OFFSET " +
         (is_first_page(query) ? std::to_string(query.offset) : "?");
}

class open_snapshot : public lead_snapshot {
public:
  open_snapshot(std::shared_ptr<connection> db, const tenant_id& tenant, const lead_query& query)
      : db_(std::move(db)), tenant_(tenant), with_contacts_(query.with_contacts),
        with_intelligence_(query.with_intelligence), with_provenance_(query.with_provenance),
        transaction_(*db_, tenant), rows_(*db_, tenant, query) {
    rows_.read_in_pieces();
    // The snapshot is taken by the first row that is read, so it is read now.
    ahead_ = rows_.next(1);
  }

  std::vector<lead_row> next(std::size_t limit) override {
    std::vector<lead_row> piece;
    if (limit > 0) {
      piece = std::exchange(ahead_, {});
      rows_.fill(piece, limit);
    }
    for (lead_row& row : piece) {
      complete(row);
    }
    return piece;
  }

private:
  void complete(lead_row& row) {
    if (with_contacts_) {
      read_contacts(*db_, tenant_, row.id, row.contacts);
    }
    if (with_intelligence_) {
      read_intelligence(*db_, tenant_, row.id, row.intelligence);
    }
    if (with_provenance_) {
      read_provenance(*db_, tenant_, row.id, row.provenance);
    }
  }

  std::shared_ptr<connection> db_;
  tenant_id tenant_;
  bool with_contacts_;
  bool with_intelligence_;
  bool with_provenance_;
  read_transaction transaction_;
  matching_rows rows_;
  std::vector<lead_row> ahead_;
};

void read_breakdown(statement& row, lead& full) {
  full.version += static_cast<std::uint64_t>(row.integer());
  score_breakdown& told = full.breakdown;
  if (auto retold = score::retell(row.view())) {
    told = *std::move(retold);
    row.skip();
  } else {
    decode(row.view(), told.categories);
  }
  told.total = static_cast<int>(row.integer());
  told.rules_version = static_cast<std::uint32_t>(row.integer());
  told.profile_id = row.id();
  told.profile = row.text();
  if (told.profile_version == 0) {
    told.profile_version = static_cast<std::uint64_t>(row.integer());
  }
}

/// The company and its score; all but the contacts.
void read_company(connection& db, const tenant_id& tenant, const uuid& id, lead& full) {
  static const lead_reader reader(lead_fields::all());
  static const std::string sql =
      "SELECT " + reader.columns() +
      ", d.version, d.social, d.intelligence, d.provenance, d.notes, b.company_id IS NOT NULL, "
      "b.version, b.basis, b.categories, b.total, b.rules_version, p.id, p.name, p.version "
      "FROM companies c JOIN lead_details d ON d.tenant_id = c.tenant_id AND d.company_id = c.id "
      "LEFT JOIN score_breakdowns b ON b.tenant_id = c.tenant_id AND b.company_id = c.id "
      "LEFT JOIN score_profiles p ON p.tenant_id = b.tenant_id AND p.id = b.profile_id "
      "AND p.name_key IS NOT NULL WHERE c.tenant_id = ? AND c.id = ?";
  statement row(db, sql.c_str(), tenant.value, id);
  if (!row.step()) {
    throw failure(error_code::not_found, "no lead " + to_string(id));
  }
  lead_row r;
  reader.read(row, r);
  full.company = {r.id,
                  std::move(r.company_name),
                  std::move(r.industry),
                  r.size,
                  std::move(r.website),
                  std::move(r.description),
                  std::move(r.location),
                  r.lead_score,
                  r.created_at,
                  r.updated_at};
  full.version = static_cast<std::uint64_t>(row.integer());
  decode(row.view(), full.social);
  decode(row.view(), full.intelligence);
  decode(row.view(), full.provenance);
  full.marks = {r.status, std::move(r.tags), row.text(), std::move(r.owner)};
  if (row.flag()) {
    read_breakdown(row, full);
  }
}

lead_marks read_marks(connection& db, const tenant_id& tenant, const uuid& id) {
  statement row(db,
                "SELECT c.status, c.tags, d.notes, c.owner FROM companies c JOIN lead_details d "
                "ON d.tenant_id = c.tenant_id AND d.company_id = c.id WHERE c.tenant_id = ? AND c.id = ?",
                tenant.value, id);
  lead_marks marks;
  if (row.step()) {
    marks.status = parse_lead_status(row.view()).value_or(lead_status::fresh);
    decode(row.view(), marks.tags);
    marks.notes = row.text();
    marks.owner = row.text();
  }
  return marks;
}

void add_ids(statement& rows, std::set<uuid>& ids) {
  while (rows.step()) {
    ids.insert(rows.id());
  }
}

} // namespace

lead find_lead(connection& db, const tenant_id& tenant, const uuid& id) {
  lead full;
  read_company(db, tenant, id, full);
  read_contacts(db, tenant, id, full.contacts);
  return full;
}

lead_row find_row(connection& db, const tenant_id& tenant, const uuid& id) {
  static const lead_reader reader(lead_fields::all());
  static const std::string sql =
      "SELECT " + reader.columns() + " FROM companies c WHERE c.tenant_id = ? AND c.id = ?";
  statement row(db, sql.c_str(), tenant.value, id);
  if (!row.step()) {
    throw failure(error_code::not_found, "no lead " + to_string(id));
  }
  lead_row r;
  reader.read(row, r);
  return r;
}

std::optional<std::uint64_t> find_version(connection& db, const tenant_id& tenant, const uuid& id) {
  statement row(db,
                "SELECT d.version + coalesce(b.version, 0) FROM lead_details d LEFT JOIN score_breakdowns b "
                "ON b.tenant_id = d.tenant_id AND b.company_id = d.company_id "
                "WHERE d.tenant_id = ? AND d.company_id = ?",
                tenant.value, id);
  return row.step() ? std::optional(static_cast<std::uint64_t>(row.integer())) : std::nullopt;
}

lead_page list_leads(connection& db, const tenant_id& tenant, const lead_query& query) {
  lead_page page;
  page.total_count = count_leads(db, tenant, query);
  if (query.offset < page.total_count) {
    const bool sorts =
        page.total_count < few_leads &&
        sorts_faster(page.total_count, count_leads(db, tenant, {}), query.offset + query.limit);
    matching_rows rows(db, tenant, query,
                       sorts ? lead_filter::purpose::few_to_sort : lead_filter::purpose::first_in_order,
                       bounds_of(query));
    if (!is_first_page(query)) {
      rows.skip(query.offset);
    }
    page.leads = rows.next(query.limit);
    page.has_more = !rows.next(1).empty();
  }
  return page;
}

std::unique_ptr<lead_snapshot> open_leads(std::shared_ptr<connection> db, const tenant_id& tenant,
                                          const lead_query& query) {
  return std::make_unique<open_snapshot>(std::move(db), tenant, query);
}

related_lead read_related(connection& db, const tenant_id& tenant, const uuid& id) {
  related_lead related;
  related.company_id = id;
  related.version = find_version(db, tenant, id).value_or(0);
  related.marks = read_marks(db, tenant, id);
  statement keys(
      db, "SELECT kind, value FROM lead_keys WHERE tenant_id = ? AND company_id = ? ORDER BY kind, value",
      tenant.value, id);
  while (keys.step()) {
    std::string kind = keys.text();
    related.keys.push_back({std::move(kind), keys.text()});
  }
  statement observations(db,
                         "SELECT " LEADSTREAM_OBSERVATION_COLUMNS
                         " FROM scraped_data WHERE tenant_id = ? AND company_id = ? ORDER BY {unindexed id}",
                         tenant.value, id);
  while (observations.step()) {
    related.observations.push_back(read_observation(observations));
  }
  return related;
}

std::vector<related_lead> find_related(connection& db, const tenant_id& tenant,
                                       const std::vector<lead_key>& keys,
                                       const std::vector<std::string>& blocking_keys) {
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
  related.reserve(ids.size());
  for (const uuid& id : ids) {
    related.push_back(read_related(db, tenant, id));
  }
  return related;
}

std::vector<uuid> known_observations(connection& db, const tenant_id& tenant, const std::vector<uuid>& ids) {
  statement rows(
      db, "SELECT s.id FROM {ids ?2} wanted JOIN scraped_data s ON s.tenant_id = ?1 AND s.id = wanted.id",
      tenant.value, ids);
  std::vector<uuid> known;
  while (rows.step()) {
    known.push_back(rows.id());
  }
  return known;
}

} // namespace leadstream::storage::sql
