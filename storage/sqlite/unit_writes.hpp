#pragma once
#include "domain/model/tenant.hpp"
#include "domain/unit_of_work.hpp"
#include "storage/sqlite/connection.hpp"

namespace leadstream::storage::sqlite {

/// Stores a unit of work inside the writer's transaction, in the order in which the tables refer to each
/// other. On an exception the caller undoes what was written.
commit_result store_unit(connection& db, const tenant_id& tenant, const unit_of_work& unit, wall_time now);

} // namespace leadstream::storage::sqlite
