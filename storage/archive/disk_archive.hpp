#pragma once
#include "domain/model/result.hpp"
#include "domain/ports.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>

namespace leadstream::storage {

/// How much an archive keeps, and where.
struct archive_options {
  std::filesystem::path folder; ///< WARC files and their index
  std::uint64_t bytes = 2ULL << 30U;
  std::chrono::milliseconds age{std::chrono::hours(90 * 24)};
  std::uint64_t file_bytes = 64U << 20U; ///< a file that has reached this is followed by the next
  std::string software = "leadstream";   ///< named in the files
  wall_clock clock = system_wall_time;
  random_source random = system_random;
};

/// Opens the archive of a folder, making it when absent: WARC 1.1 files, each record packed by itself, equal
/// bodies kept once. What cannot be written is not kept. Blocks; one process at a time.
result<std::shared_ptr<page_archive>> open_archive(const archive_options& options);

} // namespace leadstream::storage
