#include "storage/sql/law.hpp"

#include "domain/url/url.hpp"
#include "storage/failure.hpp"
#include "storage/sql/erasure.hpp"
#include "storage/sql/forget_points.hpp"
#include "storage/sql/lead_facets.hpp"
#include "storage/sql/lead_queries.hpp"
#include "storage/stored_json.hpp"

#include <map>
#include <set>
#include <utility>

namespace leadstream::storage::sql {
namespace {

using law::receipt;
using law::subject;
using law::subject_kind;
using law::suppression;

std::vector<suppression> read_suppressions(statement& row) {
  std::vector<suppression> all;
  while (row.step()) {
    suppression& s = all.emplace_back();
    s.tenant.value = row.text();
    s.kind = law::parse_subject_kind(row.view()).value_or(subject_kind::email);
    s.hash = row.text();
    s.reason = row.text();
    s.at = row.time();
  }
  return all;
}

void store(connection& db, const suppression& what) {
  db.run("INSERT INTO suppressions (tenant_id, kind, hash, reason, at) VALUES (?, ?, ?, ?, ?) "
         "ON CONFLICT (tenant_id, kind, hash) DO NOTHING",
         what.tenant.value, law::to_string(what.kind), what.hash, what.reason, what.at);
}

std::vector<tenant_id> tenants_of(connection& db, const tenant_id& tenant) {
  if (tenant.value != all_tenants().value) {
    return {tenant};
  }
  statement row(db,
                "SELECT DISTINCT tenant_id FROM companies UNION SELECT DISTINCT tenant_id FROM scraped_data");
  std::vector<tenant_id> all;
  while (row.step()) {
    all.push_back({row.text()});
  }
  return all;
}

receipt erase(connection& db, const tenant_id& tenant, const subject& what, const uuid& id,
              const std::string& reason, judge& scoring, wall_time now) {
  receipt proof{id, what.kind, law::hash_of(what), 0, 0, 0, now};
  for (const tenant_id& each : tenants_of(db, tenant)) {
    erase_leads(db, each, what, scoring, proof);
  }
  proof.values = erase_text(db, tenant, what);
  purge_words(db);
  store(db, {tenant, what.kind, proof.hash, reason, now});
  db.run("INSERT INTO erasures (tenant_id, id, kind, hash, leads, observations, other_values, at) "
         "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
         tenant.value, id, law::to_string(what.kind), proof.hash, proof.leads, proof.observations,
         proof.values, now);
  return proof;
}

std::vector<receipt> read_receipts(connection& db, const tenant_id& tenant) {
  statement row(
      db,
      "SELECT id, kind, hash, leads, observations, other_values, at FROM erasures WHERE tenant_id = ? "
      "ORDER BY at DESC, id",
      tenant.value);
  std::vector<receipt> all;
  while (row.step()) {
    receipt& r = all.emplace_back();
    r.id = row.id();
    r.kind = law::parse_subject_kind(row.view()).value_or(subject_kind::email);
    r.hash = row.text();
    r.leads = static_cast<std::uint64_t>(row.integer());
    r.observations = static_cast<std::uint64_t>(row.integer());
    r.values = static_cast<std::uint64_t>(row.integer());
    r.at = row.time();
  }
  return all;
}

/// At most so many observations a call, so that nobody waits long for the writer.
constexpr int expired_at_once = 500;

/// Whose observations an operator's rule is about.
#define LEADSTREAM_OF_RULE                                                                                   \
  "(source = ?1 OR (CAST(?1 AS text) = '*' AND NOT {contains CAST(?2 AS text), ' ' || source || ' '}))"

/// With the last of what is over goes the trace of all of it.
void forget_expired(connection& db, const law::expiry& swept, wall_time before) {
  if (swept.gone > 0 && !(swept.oldest && *swept.oldest < before)) {
    db.forget_deleted();
    purge_words(db);
  }
}

law::expiry expire(connection& db, const std::string& source, const std::string& except, wall_time before,
                   judge& scoring) {
  std::set<std::pair<std::string, uuid>> touched;
  std::vector<std::pair<tenant_id, uuid>> old;
  {
    statement row(
        db,
        "SELECT tenant_id, id, company_id FROM scraped_data WHERE scraped_at < ?3 AND " LEADSTREAM_OF_RULE
        " LIMIT ?4",
        source, except, before, expired_at_once);
    while (row.step()) {
      tenant_id tenant{row.text()};
      const uuid id = row.id();
      const uuid lead = row.id();
      if (!lead.is_nil()) {
        touched.emplace(tenant.value, lead);
      }
      old.emplace_back(std::move(tenant), id);
    }
  }
  for (const auto& [tenant, id] : old) {
    db.run("DELETE FROM scraped_data WHERE tenant_id = ? AND id = ?", tenant.value, id);
  }
  std::map<std::string, settled_leads> settled;
  for (const auto& [tenant, lead] : touched) {
    settle_lead(db, {tenant}, lead, scoring, settled[tenant]);
  }
  for (const auto& [tenant, leads] : settled) {
    forget_told(db, {tenant}, leads);
  }
  statement row(db, "SELECT min(scraped_at) FROM scraped_data WHERE " LEADSTREAM_OF_RULE, source, except);
  return {old.size(), row.step() ? row.optional_time() : std::nullopt};
}

/// Where sources::is_passing() holds.
#define LEADSTREAM_PASSING "tenant_id = ? AND source = ? AND record_id = '' AND subject IS NOT NULL"

void add_points(std::vector<law::point>& points, std::string_view found) {
  findings said;
  decode(found, said);
  for (const place& where : said.places) {
    if (where.has_point) {
      points.push_back({where.latitude, where.longitude});
    }
  }
}

law::expiry expire_passing(connection& db, const std::string& source, wall_time before, judge& scoring) {
  law::expiry done;
  for (const tenant_id& tenant : tenants_of(db, all_tenants())) {
    std::set<uuid> touched;
    std::vector<uuid> old;
    std::vector<law::point> points;
    {
      statement row(
          db,
          "SELECT id, company_id, raw_data, processed_data FROM scraped_data WHERE " LEADSTREAM_PASSING
          " AND scraped_at < ? LIMIT ?",
          tenant.value, source, before, expired_at_once);
      while (row.step()) {
        old.push_back(row.id());
        touched.insert(row.id());
        add_points(points, row.view());
        add_points(points, row.view());
      }
    }
    for (const uuid& id : old) {
      db.run("DELETE FROM scraped_data WHERE tenant_id = ? AND id = ?", tenant.value, id);
    }
    touched.erase(uuid{});
    settled_leads settled;
    for (const uuid& lead : touched) {
      settle_lead(db, tenant, lead, scoring, settled);
    }
    forget_told(db, tenant, settled);
    forget_points(db, tenant, points);
    done.gone += old.size();
    statement row(db, "SELECT min(scraped_at) FROM scraped_data WHERE " LEADSTREAM_PASSING, tenant.value,
                  source);
    const auto oldest = row.step() ? row.optional_time() : std::nullopt;
    done.oldest = oldest && (!done.oldest || *oldest < *done.oldest) ? oldest : done.oldest;
  }
  return done;
}

std::vector<std::string> places_of(connection& db, const tenant_id& tenant, const subject& what) {
  std::set<std::string> places;
  for (const tenant_id& each : tenants_of(db, tenant)) {
    for (const observation& seen : observations_with(db, each, what.value)) {
      places.insert(seen.source_url);
    }
    for (const uuid& lead : leads_knowing(db, each, what)) {
      for (const observation& seen : read_related(db, each, lead).observations) {
        places.insert(seen.source_url);
      }
    }
  }
  return {places.begin(), places.end()};
}

std::vector<law::recipient> recipients_of(connection& db, const tenant_id& tenant,
                                          const std::vector<uuid>& ids) {
  std::map<std::pair<std::string, std::string>, std::optional<wall_time>> all;
  const auto add = [&all](const char* kind, const std::string& name, std::optional<wall_time> at) {
    auto& last = all[{kind, name}];
    last = std::max(last, at);
  };
  {
    statement row(db, "SELECT url FROM webhook_endpoints WHERE tenant_id = ? AND enabled = ?", tenant.value,
                  true);
    while (row.step()) {
      const auto address = parse_url(row.text());
      add("webhook", address ? address->host : "", std::nullopt);
    }
  }
  for (const uuid& id : ids) {
    statement sent(db,
                   "SELECT target, at FROM crm_records WHERE tenant_id = ? AND lead_id = ? AND sent <> ''",
                   tenant.value, id);
    while (sent.step()) {
      const std::string target = sent.text();
      add("crm", target.substr(0, target.find('/')), sent.time());
    }
    statement told(db,
                   "SELECT e.url, d.attempted_at FROM webhook_deliveries d JOIN webhook_endpoints e ON "
                   "e.tenant_id = d.tenant_id AND e.id = d.endpoint_id WHERE d.tenant_id = ?1 AND "
                   "d.state = 'delivered' AND {contains d.data, ?2}",
                   tenant.value, to_string(id));
    while (told.step()) {
      const auto address = parse_url(told.text());
      add("webhook", address ? address->host : "", told.optional_time());
    }
  }
  std::vector<law::recipient> recipients;
  recipients.reserve(all.size());
  for (const auto& [who, last] : all) {
    recipients.push_back({who.first, who.second, last});
  }
  return recipients;
}

class sql_law : public law::law_store {
public:
  sql_law(std::shared_ptr<connections> database, score::profile standard)
      : database_(std::move(database)), standard_(std::move(standard)) {}

  void load(completion<std::vector<suppression>> done) override {
    database_->read<std::vector<suppression>>(all_tenants(), std::move(done), [](connection& db) {
      statement row(db, "SELECT tenant_id, kind, hash, reason, at FROM suppressions");
      return read_suppressions(row);
    });
  }
  void list(const tenant_id& tenant, completion<std::vector<suppression>> done) override {
    database_->read<std::vector<suppression>>(all_tenants(), std::move(done), [tenant](connection& db) {
      statement row(db,
                    "SELECT tenant_id, kind, hash, reason, at FROM suppressions WHERE tenant_id IN (?, '*') "
                    "ORDER BY at DESC, hash",
                    tenant.value);
      return read_suppressions(row);
    });
  }
  void add(const suppression& what, completion<leadstream::done> done) override {
    write<leadstream::done>(what.tenant, std::move(done), [what](connection& db) {
      store(db, what);
      return leadstream::done{};
    });
  }
  void remove(const tenant_id& tenant, subject_kind kind, const std::string& hash,
              completion<leadstream::done> done) override {
    write<leadstream::done>(tenant, std::move(done), [tenant, kind, hash](connection& db) {
      db.run("DELETE FROM suppressions WHERE tenant_id = ? AND kind = ? AND hash = ?", tenant.value,
             law::to_string(kind), hash);
      if (db.changes() == 0) {
        throw failure(error_code::not_found, "there is no such suppression");
      }
      return leadstream::done{};
    });
  }

  void erase(const tenant_id& tenant, const subject& what, const uuid& receipt_id, const std::string& reason,
             completion<receipt> done) override {
    auto work = [tenant, what, receipt_id, reason, standard = standard_](connection& db) {
      db.forget_deleted();
      judge scoring(db, standard);
      return sql::erase(db, tenant, what, receipt_id, reason, scoring, system_wall_time());
    };
    // What comes after it in the queue runs when the log was emptied.
    auto settled = [database = database_, done = std::move(done)](const result<receipt>& proof) {
      database->write<receipt>(
          all_tenants(),
          [proof, done](const result<receipt>& emptied) {
            done(emptied.ok() || !proof.ok() ? proof : emptied);
          },
          [](connection& /*db*/) { return receipt{}; });
    };
    write<receipt>(all_tenants(), settled, work);
  }
  void receipts(const tenant_id& tenant, completion<std::vector<receipt>> done) override {
    database_->read<std::vector<receipt>>(tenant, std::move(done),
                                          [tenant](connection& db) { return read_receipts(db, tenant); });
  }
  void was_erased(const tenant_id& tenant, const uuid& lead_id, completion<bool> done) override {
    database_->read<bool>(tenant, std::move(done), [tenant, lead_id](connection& db) {
      statement row(db, "SELECT 1 FROM erased_leads WHERE tenant_id = ? AND lead_id = ?", tenant.value,
                    lead_id);
      return row.step();
    });
  }
  void known_by(const tenant_id& tenant, const subject& what, completion<std::vector<uuid>> done) override {
    database_->read<std::vector<uuid>>(
        tenant, std::move(done), [tenant, what](connection& db) { return leads_knowing(db, tenant, what); });
  }
  void recipients_of(const tenant_id& tenant, const std::vector<uuid>& leads_and_contacts,
                     completion<std::vector<law::recipient>> done) override {
    database_->read<std::vector<law::recipient>>(tenant, std::move(done),
                                                 [tenant, leads_and_contacts](connection& db) {
                                                   return sql::recipients_of(db, tenant, leads_and_contacts);
                                                 });
  }
  void expire(const std::string& source, const std::vector<std::string>& except, wall_time before,
              completion<law::expiry> done) override {
    std::string names = " ";
    for (const std::string& name : except) {
      names += name + " ";
    }
    write<law::expiry>(all_tenants(), std::move(done),
                       [source, names, before, standard = standard_](connection& db) {
                         judge scoring(db, standard);
                         const law::expiry swept = sql::expire(db, source, names, before, scoring);
                         forget_expired(db, swept, before);
                         return swept;
                       });
  }

  void expire_passing(const std::string& source, wall_time before, completion<law::expiry> done) override {
    write<law::expiry>(all_tenants(), std::move(done),
                       [source, before, standard = standard_](connection& db) {
                         judge scoring(db, standard);
                         const law::expiry swept = sql::expire_passing(db, source, before, scoring);
                         forget_expired(db, swept, before);
                         return swept;
                       });
  }
  void places_of(const tenant_id& tenant, const subject& what,
                 completion<std::vector<std::string>> done) override {
    database_->read<std::vector<std::string>>(all_tenants(), std::move(done), [tenant, what](connection& db) {
      return sql::places_of(db, tenant, what);
    });
  }

private:
  template <class T, class Work>
  void write(const tenant_id& tenant, completion<T> done, Work work) {
    database_->write<T>(tenant, std::move(done), std::move(work));
  }

  std::shared_ptr<connections> database_;
  score::profile standard_;
};

} // namespace

std::unique_ptr<law::law_store> make_law_store(std::shared_ptr<connections> database,
                                               score::profile standard) {
  return std::make_unique<sql_law>(std::move(database), std::move(standard));
}

} // namespace leadstream::storage::sql
