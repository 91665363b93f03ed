#pragma once
#include "storage/maintenance.hpp"
#include "storage/sqlite/connection.hpp"

namespace leadstream::storage::sqlite {

/// See storage::rebuild_leads. Throws failure.
rebuild_report rebuild(connection& db, const lead_scorer& score);

} // namespace leadstream::storage::sqlite
