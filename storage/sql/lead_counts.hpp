#pragma once
#include "domain/model/tenant.hpp"
#include "domain/queries.hpp"
#include "storage/sql/connection.hpp"

#include <cstdint>

namespace leadstream::storage::sql {

/// How many leads fit, exactly; from counts that the database keeps where they can tell. What was counted is
/// remembered while nothing is committed.
std::uint64_t count_leads(connection& db, const tenant_id& tenant, const lead_query& query);

} // namespace leadstream::storage::sql
