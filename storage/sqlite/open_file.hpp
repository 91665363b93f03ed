#pragma once
#include "storage/options.hpp"
#include "storage/sqlite/connection.hpp"

#include <filesystem>
#include <memory>

namespace leadstream::storage::sqlite {

/// "Lead", in the header of Leadstream's files.
inline constexpr std::int64_t application_id = 0x4C656164;

/// The file that the options name: "sqlite:PATH", a plain path, or leadstream.db in the directory. Throws
/// failure(invalid_argument) for a connection string of another database.
std::filesystem::path file_of(const storage_options& options);

/// Makes the file when it is absent, for its owner alone; SQLite gives its log the same rights.
void create_private(const std::filesystem::path& file);

/// The one connection that writes, its file checked and made when absent, its schema as it is.
std::unique_ptr<connection> open_alone(const std::filesystem::path& file, const storage_options& options,
                                       std::shared_ptr<sql::count_memory> counts = nullptr);

/// The one connection that writes, its file checked, migrated and made when absent (for its owner alone). The
/// caller holds the lock of the directory. WAL, synchronous FULL.
std::unique_ptr<connection> open_writing(const std::filesystem::path& file, const storage_options& options,
                                         std::shared_ptr<sql::count_memory> counts = nullptr);

/// A connection that reads.
std::unique_ptr<connection> open_reading(const std::filesystem::path& file,
                                         std::shared_ptr<sql::count_memory> counts = nullptr);

} // namespace leadstream::storage::sqlite
