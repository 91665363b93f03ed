#pragma once
#include "storage/options.hpp"

#include <cstdint>
#include <filesystem>

/// See storage/backup.hpp. Both throw failure and give the number of leads.
namespace leadstream::storage::sqlite {

/// Into an empty file.
std::uint64_t back_up(const storage_options& options, const std::filesystem::path& file);
std::uint64_t restore(const storage_options& options, const std::filesystem::path& file, bool replace);

} // namespace leadstream::storage::sqlite
