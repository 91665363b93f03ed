#include "storage/sql/forget_lead.hpp"

#include "domain/json/lead.hpp"
#include "storage/sql/lead_queries.hpp"
#include "storage/sql/statement.hpp"

#include <algorithm>

namespace leadstream::storage::sql {
namespace {

constexpr const char* no_properties = "{}";

/// What a lead is told as when it is gone: as long as a log keeps its place.
std::string tombstone(const uuid& lead_id) {
  lead_row nobody;
  nobody.id = lead_id;
  nobody.company_name = "erased";
  return json::announce(nobody, {}, "updated").payload;
}

std::vector<uuid> ids_of(statement& row) {
  std::vector<uuid> ids;
  while (row.step()) {
    ids.push_back(row.id());
  }
  return ids;
}

void rewrite_events(connection& db, const tenant_id& tenant, const settled_leads& all,
                    const std::vector<uuid>& leads) {
  std::vector<std::pair<std::int64_t, uuid>> events;
  {
    statement row(db,
                  "SELECT seq, company_id FROM events WHERE tenant_id = ?1 AND company_id IN "
                  "(SELECT id FROM {ids ?2} wanted)",
                  tenant.value, leads);
    while (row.step()) {
      const auto seq = row.integer();
      events.emplace_back(seq, row.id());
    }
  }
  for (const auto& [seq, lead_id] : events) {
    db.run("UPDATE events SET payload = ? WHERE tenant_id = ? AND seq = ?", all.told.at(lead_id),
           tenant.value, seq);
  }
}

/// What is told of a lead begins with its id.
const std::string* told_now(const settled_leads& all, std::string_view told) {
  constexpr std::string_view before = R"({"id":")";
  constexpr std::size_t length = 36;
  const auto id = told.starts_with(before) ? parse_uuid(told.substr(before.size(), length)) : std::nullopt;
  const auto found = id ? all.told.find(*id) : all.told.end();
  return found == all.told.end() ? nullptr : &found->second;
}

void rewrite_deliveries(connection& db, const tenant_id& tenant, const settled_leads& all) {
  std::vector<std::pair<uuid, const std::string*>> deliveries;
  {
    statement row(db, "SELECT data, id FROM webhook_deliveries WHERE tenant_id = ? AND type LIKE 'lead.%'",
                  tenant.value);
    while (row.step()) {
      const std::string* now = told_now(all, row.view());
      const uuid id = row.id();
      if (now != nullptr) {
        deliveries.emplace_back(id, now);
      }
    }
  }
  for (const auto& [id, now] : deliveries) {
    db.run("UPDATE webhook_deliveries SET data = ? WHERE tenant_id = ? AND id = ?", *now, tenant.value, id);
  }
}

/// Answers that would be given again to who repeats a request.
void forget_answers(connection& db, const tenant_id& tenant, const std::vector<uuid>& leads) {
  std::vector<std::pair<std::string, std::string>> answers;
  {
    statement row(db, "SELECT answer, client, key FROM idempotency_keys WHERE tenant_id = ? AND answer <> ''",
                  tenant.value);
    while (row.step()) {
      const std::string answer = row.text();
      std::string client = row.text();
      std::string key = row.text();
      if (std::any_of(leads.begin(), leads.end(),
                      [&](const uuid& id) { return answer.find(to_string(id)) != std::string::npos; })) {
        answers.emplace_back(std::move(client), std::move(key));
      }
    }
  }
  for (const auto& [client, key] : answers) {
    db.run("DELETE FROM idempotency_keys WHERE tenant_id = ? AND client = ? AND key = ?", tenant.value,
           client, key);
  }
}

} // namespace

std::vector<uuid> contacts_of(connection& db, const tenant_id& tenant, const uuid& lead_id) {
  statement row(db, "SELECT id FROM contacts WHERE tenant_id = ? AND company_id = ?", tenant.value, lead_id);
  return ids_of(row);
}

void note_gone(settled_leads& to, const uuid& lead_id, const std::vector<uuid>& contacts) {
  to.told[lead_id] = tombstone(lead_id);
  to.gone.push_back(lead_id);
  to.gone.insert(to.gone.end(), contacts.begin(), contacts.end());
}

void note_changed(connection& db, const tenant_id& tenant, settled_leads& to, const uuid& lead_id,
                  const std::vector<uuid>& contacts_before) {
  const lead now = find_lead(db, tenant, lead_id);
  to.told[lead_id] = json::announce(now, {}, "updated").payload;
  to.stay.push_back(lead_id);
  for (const uuid& id : contacts_before) {
    const bool stays = std::any_of(now.contacts.begin(), now.contacts.end(),
                                   [&](const contact& person) { return person.id == id; });
    (stays ? to.stay : to.gone).push_back(id);
  }
}

void forget_told(connection& db, const tenant_id& tenant, const settled_leads& all) {
  if (all.told.empty()) {
    return;
  }
  std::vector<uuid> leads;
  for (const auto& [id, payload] : all.told) {
    leads.push_back(id);
  }
  rewrite_events(db, tenant, all, leads);
  rewrite_deliveries(db, tenant, all);
  forget_answers(db, tenant, leads);
  db.run("DELETE FROM lead_decisions WHERE tenant_id = ?1 AND lead_id IN (SELECT id FROM {ids ?2} wanted)",
         tenant.value, all.gone);
  db.run("DELETE FROM crm_records WHERE tenant_id = ?1 AND lead_id IN (SELECT id FROM {ids ?2} wanted)",
         tenant.value, all.gone);
  db.run("UPDATE crm_records SET sent = ?3 WHERE tenant_id = ?1 AND sent <> '' AND lead_id IN "
         "(SELECT id FROM {ids ?2} wanted)",
         tenant.value, all.stay, no_properties);
}

std::vector<uuid> former_leads(connection& db, const tenant_id& tenant, const std::string& text) {
  statement row(
      db,
      "SELECT DISTINCT e.company_id FROM events e WHERE e.tenant_id = ?1 AND e.company_id IS NOT NULL "
      "AND {contains lower(e.payload), ?2} AND NOT EXISTS (SELECT 1 FROM companies c WHERE "
      "c.tenant_id = e.tenant_id AND c.id = e.company_id)",
      tenant.value, text);
  return ids_of(row);
}

} // namespace leadstream::storage::sql
