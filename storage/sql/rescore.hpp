#pragma once
#include "domain/score/profile.hpp"
#include "storage/maintenance.hpp"
#include "storage/sql/connection.hpp"

namespace leadstream::storage::sql {

/// Scores leads of a tenant by another profile, from what was kept of them: those after `after` in the order
/// of their rows, at most `limit`. Within an open transaction of the tenant. Throws failure.
rescore_report rescore_some(connection& db, const tenant_id& tenant, const score::profile& by,
                            std::int64_t& after, std::size_t limit);

/// See storage::rescore_leads: all tenants, in transactions of their own.
rescore_report rescore(connection& db, const score::profile& by);

} // namespace leadstream::storage::sql
