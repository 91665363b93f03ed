#pragma once
#include "domain/law/law_store.hpp"
#include "storage/sql/forget_lead.hpp"
#include "storage/sql/judge.hpp"

/// Taking somebody out of everything that is stored, inside the writer's transaction. Everything throws
/// failure.
namespace leadstream::storage::sql {

/// The leads of a tenant that know a subject.
std::vector<uuid> leads_knowing(connection& db, const tenant_id& tenant, const law::subject& what);

/// Observations of the tenant in whose content or address the text (in lower case) stands.
std::vector<observation> observations_with(connection& db, const tenant_id& tenant, const std::string& text);

/// Erases a subject from one tenant's leads and observations; adds to the receipt.
void erase_leads(connection& db, const tenant_id& tenant, const law::subject& what, judge& scoring,
                 law::receipt& proof);

/// Takes a subject out of every other text that is stored of a tenant (of all, for all_tenants()): queues,
/// logs, events, deliveries. How many values were changed.
std::uint64_t erase_text(connection& db, const tenant_id& tenant, const law::subject& what);

/// Computes a lead again after its observations changed; false when too little was left and it is gone. Who
/// settled all calls forget_told().
bool settle_lead(connection& db, const tenant_id& tenant, const uuid& id, judge& scoring,
                 settled_leads& settled);

} // namespace leadstream::storage::sql
