#pragma once
#include "domain/model/tenant.hpp"
#include "domain/unit_of_work.hpp"
#include "storage/options.hpp"
#include "storage/sql/connection.hpp"

namespace leadstream::storage::sql {

/// What is kept of what grows with every commit.
struct retention {
  std::uint64_t events = 0;    ///< of a stream
  std::chrono::hours units{0}; ///< how long the ids of units are known
};

/// What the options say of it.
inline retention retention_of(const storage_options& options) {
  return {options.events_kept, options.units_kept};
}

/// Stores a unit of work inside the writer's transaction, in the order in which the tables refer to each
/// other; now and then it removes what is not kept. On an exception the caller undoes what was written.
commit_result store_unit(connection& db, const tenant_id& tenant, const unit_of_work& unit,
                         const retention& keep, wall_time now);

} // namespace leadstream::storage::sql
