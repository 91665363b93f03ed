#pragma once
#include "domain/model/time.hpp"
#include "storage/maintenance.hpp"
#include "storage/migration.hpp"
#include "storage/sql/connection.hpp"

#include <string>
#include <vector>

namespace leadstream::storage::sql {

/// The steps that this program knows, and when each was done in the database. Throws failure(malformed) when
/// a newer program has made a step that this one does not get on with.
std::vector<schema_step> steps_of(connection& db);

/// Throws failure(invalid_argument) where nothing can be undone.
void require_way_back(const migration& step);
void require_schema(bool there);

/// What makes the table in which the steps that were done are written down.
std::string book_of_steps(dialect of);

/// Does the steps that are missing (of those in `only`, when given), each in a transaction of its own.
void migrate(connection& db, wall_time now, const std::vector<int>* only = nullptr);

/// Undoes the newest step that was done. Throws failure(invalid_argument) when there is no way back.
void migrate_back(connection& db);

} // namespace leadstream::storage::sql
