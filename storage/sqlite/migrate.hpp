#pragma once
#include "domain/model/time.hpp"
#include "storage/maintenance.hpp"
#include "storage/sqlite/connection.hpp"

namespace leadstream::storage::sqlite {

/// The number of the last migration that the file has; 0 for a new file. Throws failure(malformed) when the
/// file is no database of Leadstream or newer than this program.
int schema_version(connection& db);

/// Brings the schema up to this program's, each step in a transaction of its own. Gives the number of steps
/// done.
int migrate(connection& db, wall_time now);

/// The steps that this program knows, and when each was done in the file.
std::vector<schema_step> steps_of(connection& db);

} // namespace leadstream::storage::sqlite
