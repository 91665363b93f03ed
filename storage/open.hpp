#pragma once
#include "domain/model/result.hpp"
#include "domain/ports.hpp"
#include "storage/options.hpp"

#include <memory>

namespace leadstream::storage {

class connections;

/// Opens the database that the options name, migrating it to this program's schema first: the store and all
/// topics run on its connections. Errors: conflict when another process holds the directory (exit code 73),
/// unavailable when the database cannot be opened, malformed when it is damaged or was written by a newer
/// program that this one does not get on with. Blocks; call at start.
result<std::shared_ptr<connections>> open_database(const storage_options& options);

/// The store alone, on connections of its own.
result<std::unique_ptr<store>> open_store(const storage_options& options);

} // namespace leadstream::storage
