#pragma once
#include "domain/model/tenant.hpp"
#include "domain/queries.hpp"
#include "storage/database.hpp"
#include "storage/sqlite/connection.hpp"

#include <memory>
#include <string>
#include <vector>

/// Reads of leads. Each sees one committed state; what is missing throws failure(not_found).
namespace leadstream::storage::sqlite {

lead find_lead(connection& db, const tenant_id& tenant, const uuid& id);
lead_page list_leads(connection& db, const tenant_id& tenant, const lead_query& query);
/// A snapshot on a connection of its own, held open until it is destroyed.
std::unique_ptr<lead_snapshot> open_leads(std::unique_ptr<connection> db, const tenant_id& tenant,
                                          const lead_query& query);
std::vector<related_lead> find_related(connection& db, const tenant_id& tenant,
                                       const std::vector<lead_key>& keys,
                                       const std::vector<std::string>& blocking_keys);
/// One lead with its keys and observations; version 0 when it is not stored.
related_lead read_related(connection& db, const tenant_id& tenant, const uuid& company_id);
std::vector<uuid> known_observations(connection& db, const tenant_id& tenant, const std::vector<uuid>& ids);

} // namespace leadstream::storage::sqlite
