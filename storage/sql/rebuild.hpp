#pragma once
#include "storage/maintenance.hpp"
#include "storage/sql/connection.hpp"

namespace leadstream::storage::sql {

/// See storage::rebuild_leads. Throws failure.
rebuild_report rebuild(connection& db, const lead_scorer& score);

} // namespace leadstream::storage::sql
