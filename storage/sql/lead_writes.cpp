#include "storage/sql/lead_writes.hpp"

#include "domain/json/lead.hpp"
#include "domain/score/kept_score.hpp"
#include "storage/sql/lead_facets.hpp"
#include "storage/sql/lead_queries.hpp"
#include "storage/stored_json.hpp"

namespace leadstream::storage::sql {
namespace {

std::optional<double> known(bool has_point, double degrees) {
  return has_point ? std::optional(degrees) : std::nullopt;
}

std::optional<std::string_view> size_name(const company& c) {
  return c.size ? std::optional<std::string_view>(to_string(*c.size)) : std::nullopt;
}

/// Binds what both the insert and the update of a company set, in the one order that both use.
void bind_company(statement& write, const lead& full) {
  const company& c = full.company;
  const place& p = c.location;
  const lead_row row = json::summarize(full);
  write.bind(c.name);
  write.bind(nullable_text{c.industry});
  write.bind(size_name(c));
  write.bind(nullable_text{c.website});
  write.bind(nullable_text{c.description});
  for (const std::string* part : {&p.street, &p.city, &p.state, &p.postal_code, &p.country}) {
    write.bind(*part);
  }
  write.bind(known(p.has_point, p.latitude));
  write.bind(known(p.has_point, p.longitude));
  write.bind(p.method);
  write.bind(p.confidence);
  write.bind(c.lead_score);
  write.bind(c.created_at);
  write.bind(c.updated_at);
  write.bind(row.contact_count);
  write.bind(nullable_text{row.email});
  write.bind(nullable_text{row.phone});
  write.bind(industry_text(c));
  write.bind(location_text(c));
  std::string where;
  json::append(where, p);
  write.bind(where);
  write.bind(to_string(full.marks.status));
  write.bind(encode(full.marks.tags));
  write.bind(full.marks.owner);
}

constexpr const char* write_company =
    "INSERT INTO companies (tenant_id, id, name, industry, size_category, website, description, street, "
    "city, state, "
    "postal_code, country, latitude, longitude, place_method, place_confidence, lead_score, created_at, "
    "updated_at, "
    "contact_count, primary_email, primary_phone, industry_text, location_text, location, status, tags, "
    "owner) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (tenant_id, id) DO UPDATE SET name = ?3, industry = ?4, size_category = ?5, website = ?6, "
    "description = ?7, street = ?8, city = ?9, state = ?10, postal_code = ?11, country = ?12, latitude = "
    "?13, "
    "longitude = ?14, place_method = ?15, place_confidence = ?16, lead_score = ?17, created_at = ?18, "
    "updated_at = ?19, contact_count = ?20, primary_email = ?21, primary_phone = ?22, industry_text = ?23, "
    "location_text = ?24, location = ?25, status = ?26, tags = ?27, owner = ?28";

void store_company(connection& db, const std::string& tenant, const lead& full) {
  statement write(db, write_company, tenant, full.company.id);
  bind_company(write, full);
  write.run();
}

void store_details(connection& db, const std::string& tenant, const lead_change& change,
                   std::uint64_t version) {
  const lead& full = change.lead;
  db.run("INSERT INTO lead_details (tenant_id, company_id, version, social, intelligence, provenance, state, "
         "notes) "
         "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant_id, company_id) DO UPDATE SET version = "
         "excluded.version, social = "
         "excluded.social, "
         "intelligence = excluded.intelligence, provenance = excluded.provenance, state = excluded.state, "
         "notes = excluded.notes",
         tenant, full.company.id, version, encode(full.social), encode(full.intelligence),
         encode(full.provenance), std::string_view(), full.marks.notes);
}

/// A nil job keeps the one that the lead was scored for before. What the kept text tells is not stored twice.
void store_breakdown(connection& db, const std::string& tenant, const lead_change& change,
                     const uuid& job_id) {
  const lead& full = change.lead;
  db.run(
      "INSERT INTO score_breakdowns (tenant_id, company_id, total, rules_version, categories, basis, job_id, "
      "profile_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant_id, company_id) DO UPDATE SET total = "
      "excluded.total, "
      "rules_version = excluded.rules_version, categories = excluded.categories, basis = excluded.basis, "
      "version = 0, profile_id = excluded.profile_id, "
      "job_id = coalesce(excluded.job_id, score_breakdowns.job_id)",
      tenant, full.company.id, full.breakdown.total, full.breakdown.rules_version,
      score::has_rules(change.state) ? "[]" : encode(full.breakdown.categories), change.state,
      nullable_id{job_id}, nullable_id{full.breakdown.profile_id});
}

void store_contacts(connection& db, const std::string& tenant, const lead& full) {
  db.run("DELETE FROM contacts WHERE tenant_id = ? AND company_id = ?", tenant, full.company.id);
  int position = 0;
  for (const contact& c : full.contacts) {
    db.run(
        "INSERT INTO contacts (tenant_id, id, company_id, position, name, title, email, phone, linkedin_url, "
        "is_decision_maker, confidence_score, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        tenant, c.id, full.company.id, position++, nullable_text{c.name}, nullable_text{c.title},
        nullable_text{c.email}, nullable_text{c.phone}, nullable_text{c.linkedin_url}, c.is_decision_maker,
        c.confidence, c.created_at);
  }
}

void store_keys(connection& db, const std::string& tenant, const lead_change& change) {
  const uuid& id = change.lead.company.id;
  for (const lead_key& key : change.keys) {
    db.run("INSERT INTO lead_keys (tenant_id, kind, value, company_id) VALUES (?, ?, ?, ?) "
           "ON CONFLICT (tenant_id, kind, value) DO UPDATE SET company_id = excluded.company_id",
           tenant, key.kind, key.value, id);
  }
  db.run("DELETE FROM blocking_keys WHERE tenant_id = ? AND company_id = ?", tenant, id);
  for (const std::string& key : change.blocking_keys) {
    db.run("INSERT INTO blocking_keys (tenant_id, value, company_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
           tenant, key, id);
  }
}

/// Everything of a lead but the company's row, which must stand already.
void store_rest(connection& db, const std::string& tenant, const lead_change& change, std::uint64_t version,
                const uuid& job_id) {
  store_details(db, tenant, change, version);
  store_breakdown(db, tenant, change, job_id);
  store_contacts(db, tenant, change.lead);
  store_keys(db, tenant, change);
  store_facets(db, {tenant}, change.lead.company.id, facets_of(change.lead));
  store_words(db, {tenant}, change.lead.company.id, search_text(change.lead));
  for (const uuid& observed : change.observations) {
    db.run("UPDATE scraped_data SET company_id = ?, processing_status = 'processed' WHERE tenant_id = ? AND "
           "id = ?",
           change.lead.company.id, tenant, observed);
  }
}

void release_keys(connection& db, const std::string& tenant, const uuid& company_id) {
  db.run("DELETE FROM lead_keys WHERE tenant_id = ? AND company_id = ?", tenant, company_id);
}

/// Stores one unit's leads.
class leads_application {
public:
  leads_application(connection& db, const tenant_id& tenant, const unit_of_work& unit)
      : db_(db), tenant_(tenant.value), unit_(unit) {}

  std::size_t run() {
    for (const lead_change& change : unit_.leads) {
      release_keys(db_, tenant_, change.lead.company.id);
      store_company(db_, tenant_, change.lead);
      link(change.lead.company.id);
      new_leads_ += change.lead.version == 0 ? 1 : 0;
    }
    for (const lead_change& change : unit_.leads) {
      for (const uuid& gone : change.superseded) {
        supersede(gone, change.lead.company.id);
      }
    }
    for (const lead_change& change : unit_.leads) {
      store_rest(db_, tenant_, change, change.lead.version + 1, unit_.job_id);
    }
    for (const observation& seen : unit_.observations) {
      link_formed_by(seen);
    }
    return new_leads_;
  }

private:
  /// The survivor takes over links, keys and observations; the rest goes with the row.
  void supersede(const uuid& gone, const uuid& survivor) {
    db_.run("INSERT INTO job_leads (tenant_id, job_id, company_id) "
            "SELECT tenant_id, job_id, {id ?3} FROM job_leads WHERE tenant_id = ?1 AND company_id = ?2 "
            "ON CONFLICT DO NOTHING",
            tenant_, gone, survivor);
    db_.run("UPDATE lead_keys SET company_id = ?3 WHERE tenant_id = ?1 AND company_id = ?2", tenant_, gone,
            survivor);
    db_.run("UPDATE scraped_data SET company_id = ?3 WHERE tenant_id = ?1 AND company_id = ?2", tenant_, gone,
            survivor);
    forget_words(db_, {tenant_}, gone);
    db_.run("DELETE FROM companies WHERE tenant_id = ? AND id = ?", tenant_, gone);
  }

  void link(const uuid& company_id) {
    if (!unit_.job_id.is_nil()) {
      db_.run("INSERT INTO job_leads (tenant_id, job_id, company_id) VALUES (?, ?, ?) "
              "ON CONFLICT DO NOTHING",
              tenant_, unit_.job_id, company_id);
    }
  }

  /// What was stored before is found once more by this job.
  void link_formed_by(const observation& seen) {
    if (!unit_.job_id.is_nil()) {
      db_.run("INSERT INTO job_leads (tenant_id, job_id, company_id) "
              "SELECT tenant_id, {id ?3}, company_id FROM scraped_data "
              "WHERE tenant_id = ?1 AND id = ?2 AND company_id IS NOT NULL ON CONFLICT DO NOTHING",
              tenant_, seen.id, unit_.job_id);
    }
  }

  connection& db_;
  const std::string& tenant_;
  const unit_of_work& unit_;
  std::size_t new_leads_ = 0;
};

} // namespace

void store_marks(connection& db, const tenant_id& tenant, const mark_change& change) {
  const lead_marks& marks = change.marks;
  db.run("UPDATE companies SET status = ?, tags = ?, owner = ? WHERE tenant_id = ? AND id = ?",
         to_string(marks.status), encode(marks.tags), marks.owner, tenant.value, change.lead_id);
  db.run("UPDATE lead_details SET notes = ?, version = version + 1 WHERE tenant_id = ? AND company_id = ?",
         marks.notes, tenant.value, change.lead_id);
  lead marked;
  marked.marks = marks;
  store_facets(db, tenant, change.lead_id, facets_of(marked), {facets::tag, facets::status});
}

std::optional<std::uint64_t> sql_leads::version_of(const uuid& company_id) {
  return find_version(db_, tenant_, company_id);
}

std::optional<uuid> sql_leads::owner_of(const lead_key& key) {
  statement row(db_, "SELECT company_id FROM lead_keys WHERE tenant_id = ? AND kind = ? AND value = ?",
                tenant_.value, key.kind, key.value);
  return row.step() ? std::optional(row.id()) : std::nullopt;
}

std::vector<uuid> sql_leads::observations_of(const uuid& company_id) {
  statement row(db_, "SELECT id FROM scraped_data WHERE tenant_id = ? AND company_id = ?", tenant_.value,
                company_id);
  std::vector<uuid> ids;
  while (row.step()) {
    ids.push_back(row.id());
  }
  return ids;
}

std::optional<std::uint64_t> sql_leads::profile_version(const uuid& profile_id) {
  statement row(db_,
                "SELECT version FROM score_profiles WHERE tenant_id = ? AND id = ? AND name_key IS NOT NULL",
                tenant_.value, profile_id);
  return row.step() ? std::optional(static_cast<std::uint64_t>(row.integer())) : std::nullopt;
}

void store_observation(connection& db, const tenant_id& tenant, const observation& seen) {
  db.run(
      "INSERT INTO scraped_data (tenant_id, id, source, record_id, subject, source_url, data_type, raw_data, "
      "processed_data, rejected, quality_score, scraped_at, rules_version) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant_id, id) DO NOTHING",
      tenant.value, seen.id, seen.source, seen.record_id, nullable_id{seen.subject},
      nullable_text{seen.source_url}, to_string(seen.type), encode(seen.raw), encode(seen.processed),
      encode(seen.rejected), seen.quality, seen.fetched_at, seen.rules_version);
}

void rewrite_lead(connection& db, const tenant_id& tenant, const lead_change& change) {
  release_keys(db, tenant.value, change.lead.company.id);
  store_company(db, tenant.value, change.lead);
  store_rest(db, tenant.value, change, change.lead.version, {});
}

std::size_t store_leads(connection& db, const tenant_id& tenant, const unit_of_work& unit) {
  return leads_application(db, tenant, unit).run();
}

} // namespace leadstream::storage::sql
