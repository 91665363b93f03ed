#pragma once
#include "storage/maintenance.hpp"
#include "storage/sql/connection.hpp"

namespace leadstream::storage::sql {

/// One lead, inside a transaction. False, with nothing written, when its observations do not make a lead.
bool rebuild_lead(connection& db, const tenant_id& tenant, const uuid& id, const lead_scorer& score);

/// See storage::rebuild_leads. Throws failure.
rebuild_report rebuild(connection& db, const lead_scorer& score);

} // namespace leadstream::storage::sql
