#pragma once
#include "storage/maintenance.hpp"
#include "storage/sql/judge.hpp"

namespace leadstream::storage::sql {

/// One lead, inside a transaction. False, with nothing written, when its observations do not make a lead.
bool rebuild_lead(connection& db, const tenant_id& tenant, const uuid& id, judge& scoring);

/// See storage::rebuild_leads. Throws failure.
rebuild_report rebuild(connection& db, const score::profile& standard);

} // namespace leadstream::storage::sql
