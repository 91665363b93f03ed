#pragma once
#include "storage/maintenance.hpp"
#include "storage/sql/judge.hpp"

namespace leadstream::storage::sql {

/// Which leads of a tenant are scored again, in the order of their rows.
struct rescore_range {
  uuid profile_id;        ///< those of this saved profile; nil: all
  std::int64_t after = 0; ///< behind this row; moved on
  std::size_t limit = 0;
};

/// Scores some leads again from what was kept of them, each by its saved profile as it stands. Within an open
/// transaction of the tenant. Throws failure.
rescore_report rescore_some(connection& db, const tenant_id& tenant, judge& scoring, rescore_range& which);

/// See storage::rescore_leads: all tenants, in transactions of their own.
rescore_report rescore(connection& db, const score::profile& standard);

} // namespace leadstream::storage::sql
