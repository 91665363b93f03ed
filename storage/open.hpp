#pragma once
#include "domain/model/result.hpp"
#include "domain/ports.hpp"
#include "storage/options.hpp"

#include <memory>

namespace leadstream::storage {

/// Opens the store that the options name, migrating it to this program's schema first. Errors: conflict when
/// another process holds the directory (exit code 73), unavailable when the file cannot be opened, malformed
/// when it is damaged or was written by a newer program. Blocks; call at start.
result<std::unique_ptr<store>> open_store(const storage_options& options);

} // namespace leadstream::storage
