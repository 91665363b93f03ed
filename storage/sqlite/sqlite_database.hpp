#pragma once
#include "storage/database.hpp"
#include "storage/options.hpp"

#include <memory>

namespace leadstream::storage {

/// Opens the SQLite file that the options name: locks its directory, checks and migrates it. WAL, synchronous
/// FULL. For "memory:" a file of its own in memory, gone with the database. Throws failure; see open_store().
std::unique_ptr<database> open_sqlite(const storage_options& options);

} // namespace leadstream::storage
