#pragma once
#include "storage/database.hpp"
#include "storage/options.hpp"

#include <filesystem>
#include <memory>

namespace leadstream::storage {

/// Opens a SQLite file as the database: locks its directory, checks and migrates it. WAL, synchronous FULL.
/// Throws failure; see open_store().
std::unique_ptr<database> open_sqlite(const std::filesystem::path& file, const storage_options& options);

} // namespace leadstream::storage
