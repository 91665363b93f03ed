#pragma once
#include "domain/model/tenant.hpp"
#include "domain/unit_of_work.hpp"
#include "storage/rules.hpp"
#include "storage/sql/connection.hpp"

#include <cstddef>

/// Writes of leads and observations, inside the writer's transaction.
namespace leadstream::storage::sql {

/// The stored leads as the rules of conflicts ask for them.
class sql_leads : public stored_leads {
public:
  sql_leads(connection& db, const tenant_id& tenant) : db_(db), tenant_(tenant) {}
  std::optional<std::uint64_t> version_of(const uuid& company_id) override;
  std::optional<uuid> owner_of(const lead_key& key) override;
  std::vector<uuid> observations_of(const uuid& company_id) override;
  std::optional<std::uint64_t> profile_version(const uuid& profile_id) override;

private:
  connection& db_;
  const tenant_id& tenant_;
};

/// Those that exist are left out.
void store_observation(connection& db, const tenant_id& tenant, const observation& seen);
/// Stores the unit's leads, moves what belongs to the superseded ones, and links them to the unit's job.
/// Gives the number of new leads. The unit must have been found free of conflicts.
std::size_t store_leads(connection& db, const tenant_id& tenant, const unit_of_work& unit);

/// Writes what people wrote on a lead, which gets a new version.
void store_marks(connection& db, const tenant_id& tenant, const mark_change& change);

/// Writes a lead as it shall stand, under the version that it has: what was computed again from its
/// observations.
void rewrite_lead(connection& db, const tenant_id& tenant, const lead_change& change);

} // namespace leadstream::storage::sql
