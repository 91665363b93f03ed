#pragma once
#include "storage/database.hpp"
#include "storage/options.hpp"
#include "storage/postgres/connection.hpp"

#include <memory>
#include <string_view>

namespace leadstream::storage {

/// Whether a connection string means PostgreSQL: postgres://… or postgresql://…
bool is_postgres(std::string_view url);

/// A connection, after waiting some seconds for a server that starts. Conflict when others forbid what it
/// holds: by a lock, or behind a pooler by having said within the last seconds that they are there.
std::unique_ptr<postgres::connection> connect_postgres(const storage_options& options,
                                                       postgres::hold holds = postgres::hold::nothing);

/// Connects to the PostgreSQL server that the options name, waiting some seconds for one that starts, and
/// migrates it. Throws failure; see open_database().
std::unique_ptr<database> open_postgres(const storage_options& options);

} // namespace leadstream::storage
