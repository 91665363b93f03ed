#pragma once
#include "domain/model/tenant.hpp"
#include "domain/queries.hpp"
#include "storage/sql/connection.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

/// Reads of leads, inside a transaction of their tenant; what is missing throws failure(not_found).
namespace leadstream::storage::sql {

/// A consistent snapshot of leads. One thread at a time, not always the same.
class lead_snapshot {
public:
  virtual ~lead_snapshot() = default;
  /// The next leads in the query's order, at most `limit`; empty at the end.
  virtual std::vector<lead_row> next(std::size_t limit) = 0;
};

lead find_lead(connection& db, const tenant_id& tenant, const uuid& id);
/// A lead as lists show it.
lead_row find_row(connection& db, const tenant_id& tenant, const uuid& id);
/// Its version: counts the commits that changed it, and how often it was scored again. Nothing when there is
/// no such lead.
std::optional<std::uint64_t> find_version(connection& db, const tenant_id& tenant, const uuid& id);
lead_page list_leads(connection& db, const tenant_id& tenant, const lead_query& query);
/// A snapshot on a connection of its own, held until it is destroyed.
std::unique_ptr<lead_snapshot> open_leads(std::shared_ptr<connection> db, const tenant_id& tenant,
                                          const lead_query& query);
std::vector<related_lead> find_related(connection& db, const tenant_id& tenant,
                                       const std::vector<lead_key>& keys,
                                       const std::vector<std::string>& blocking_keys);
/// One lead with its keys and observations; version 0 when it is not stored.
related_lead read_related(connection& db, const tenant_id& tenant, const uuid& company_id);
std::vector<uuid> known_observations(connection& db, const tenant_id& tenant, const std::vector<uuid>& ids);

} // namespace leadstream::storage::sql
