#pragma once
#include "domain/model/result.hpp"
#include "storage/options.hpp"

#include <cstdint>
#include <filesystem>

/// Copies of a whole database in one file. Blocks.
namespace leadstream::storage {

struct backup_report {
  std::uint64_t leads = 0;
  std::uint64_t bytes = 0; ///< of the file
};

/// Writes everything that is committed now into `file`, for its owner alone, beside a server that goes on
/// working: a SQLite database as such a file, one of PostgreSQL as packed lines of JSON. The file is whole or
/// not there. Conflict when it exists already.
result<backup_report> back_up(const storage_options& options, const std::filesystem::path& file);

/// Makes the database what a backup holds; no server may work on it. Checks the backup first: malformed when
/// it is damaged, of another database or of a newer schema. Conflict when the database holds something and
/// `replace` is not set; SQLite then keeps the old one as FILE.replaced. Streams of events begin anew, so
/// that subscribers are told that they missed something.
result<backup_report> restore(const storage_options& options, const std::filesystem::path& file,
                              bool replace);

} // namespace leadstream::storage
