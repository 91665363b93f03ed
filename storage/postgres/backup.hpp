#pragma once
#include "storage/options.hpp"

#include <cstdint>
#include <filesystem>

/// See storage/backup.hpp. A backup is a gzip file of lines of JSON: a head with the steps of the schema,
/// each table's name before its rows, and an end that counts the rows. Both throw failure and give the number
/// of leads.
namespace leadstream::storage::postgres {

std::uint64_t back_up(const storage_options& options, const std::filesystem::path& file);
std::uint64_t restore(const storage_options& options, const std::filesystem::path& file, bool replace);

} // namespace leadstream::storage::postgres
