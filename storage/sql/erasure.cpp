#include "storage/sql/erasure.hpp"

#include "storage/sql/lead_facets.hpp"
#include "storage/sql/lead_queries.hpp"
#include "storage/sql/rebuild.hpp"
#include "storage/sql/rows.hpp"
#include "storage/stored_json.hpp"

#include <set>

namespace leadstream::storage::sql {
namespace {

using law::subject;
using law::subject_kind;

uuid lead_of(connection& db, const tenant_id& tenant, const uuid& observation_id) {
  statement row(db, "SELECT company_id FROM scraped_data WHERE tenant_id = ? AND id = ?", tenant.value,
                observation_id);
  return row.step() ? row.id() : uuid{};
}

void rewrite_observation(connection& db, const tenant_id& tenant, const observation& seen) {
  db.run("UPDATE scraped_data SET raw_data = ?3, processed_data = ?4, rejected = ?5 WHERE tenant_id = ?1 AND "
         "id = ?2",
         tenant.value, seen.id, encode(seen.raw), encode(seen.processed), encode(seen.rejected));
}

void remove_observation(connection& db, const tenant_id& tenant, const uuid& id) {
  db.run("DELETE FROM scraped_data WHERE tenant_id = ? AND id = ?", tenant.value, id);
}

/// A list that forbids this subject alone.
void forbid(law::suppression_list& list, const tenant_id& tenant, const subject& what) {
  list.add(tenant, what.kind, law::hash_of(what));
}

} // namespace

std::vector<observation> observations_with(connection& db, const tenant_id& tenant, const std::string& text) {
  statement row(
      db,
      "SELECT " LEADSTREAM_OBSERVATION_COLUMNS " FROM scraped_data WHERE tenant_id = ?1 AND ("
      "{contains lower(CAST(raw_data AS text)), ?2} OR {contains lower(CAST(processed_data AS text)), ?2} "
      "OR {contains lower(coalesce(source_url, '')), ?2})",
      tenant.value, text);
  std::vector<observation> all;
  while (row.step()) {
    all.push_back(read_observation(row));
  }
  return all;
}

std::vector<uuid> leads_knowing(connection& db, const tenant_id& tenant, const subject& what) {
  std::set<uuid> ids;
  const auto add = [&](statement& row) {
    while (row.step()) {
      ids.insert(row.id());
    }
  };
  {
    statement row(
        db,
        "SELECT company_id FROM scraped_data WHERE tenant_id = ?1 AND company_id IS NOT NULL AND ("
        "{contains lower(CAST(raw_data AS text)), ?2} OR {contains lower(CAST(processed_data AS text)), ?2})",
        tenant.value, what.value);
    add(row);
  }
  const bool domain = what.kind == subject_kind::domain;
  {
    statement row(
        db,
        "SELECT id FROM companies WHERE tenant_id = ?1 AND (lower(primary_email) = ?2 OR primary_phone = ?2 "
        "OR (?3 = 1 AND {contains lower(coalesce(website, '')), ?2}))",
        tenant.value, what.value, domain ? 1 : 0);
    add(row);
  }
  {
    statement row(
        db, "SELECT company_id FROM contacts WHERE tenant_id = ?1 AND (lower(email) = ?2 OR phone = ?2)",
        tenant.value, what.value);
    add(row);
  }
  return {ids.begin(), ids.end()};
}

bool settle_lead(connection& db, const tenant_id& tenant, const uuid& id, judge& scoring,
                 settled_leads& settled) {
  const std::vector<uuid> contacts = contacts_of(db, tenant, id);
  if (!read_related(db, tenant, id).observations.empty() && rebuild_lead(db, tenant, id, scoring)) {
    note_changed(db, tenant, settled, id, contacts);
    return true;
  }
  forget_words(db, tenant, id);
  db.run("DELETE FROM companies WHERE tenant_id = ? AND id = ?", tenant.value, id);
  note_gone(settled, id, contacts);
  return false;
}

void erase_leads(connection& db, const tenant_id& tenant, const subject& what, judge& scoring,
                 law::receipt& proof) {
  law::suppression_list list;
  forbid(list, tenant, what);
  const std::vector<uuid> known = leads_knowing(db, tenant, what);
  std::set<uuid> touched(known.begin(), known.end());
  std::vector<observation> suspects = observations_with(db, tenant, what.value);
  if (what.kind == subject_kind::phone) {
    // A number is written in many ways: all that the leads were made of is looked at.
    for (const uuid& id : known) {
      const related_lead related = read_related(db, tenant, id);
      suspects.insert(suspects.end(), related.observations.begin(), related.observations.end());
    }
  }
  for (observation& seen : suspects) {
    const uuid owner = lead_of(db, tenant, seen.id);
    if (!owner.is_nil()) {
      touched.insert(owner);
    }
    law::redact(seen, tenant, list) ? rewrite_observation(db, tenant, seen)
                                    : remove_observation(db, tenant, seen.id);
    ++proof.observations;
  }
  settled_leads settled;
  for (const uuid& id : touched) {
    if (!settle_lead(db, tenant, id, scoring, settled)) {
      db.run("INSERT INTO erased_leads (tenant_id, lead_id, at) VALUES (?, ?, ?) "
             "ON CONFLICT (tenant_id, lead_id) DO NOTHING",
             tenant.value, id, proof.at);
    }
    ++proof.leads;
  }
  for (const uuid& id : former_leads(db, tenant, what.value)) {
    note_gone(settled, id, {});
  }
  forget_told(db, tenant, settled);
}

} // namespace leadstream::storage::sql
