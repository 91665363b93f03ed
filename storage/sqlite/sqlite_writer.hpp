#pragma once
#include "storage/database.hpp"
#include "storage/options.hpp"
#include "storage/sqlite/connection.hpp"

#include <memory>

namespace leadstream::storage::sqlite {

/// The one connection that writes and checkpoints.
std::unique_ptr<writer> make_writer(std::unique_ptr<connection> db, const storage_options& options);

} // namespace leadstream::storage::sqlite
