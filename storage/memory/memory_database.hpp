#pragma once
#include "storage/database.hpp"
#include "storage/options.hpp"

#include <memory>

namespace leadstream::storage {

/// A database that ends with the process: for tests and trials. Transactions do not roll back across units,
/// since a unit is checked whole before it changes anything.
std::unique_ptr<database> make_memory_database(const storage_options& options);

} // namespace leadstream::storage
