#pragma once
#include "storage/options.hpp"
#include "storage/sql/connection.hpp"

#include <cstdint>

/// What backups of all databases need. Everything throws failure.
namespace leadstream::storage::sql {

/// Of all tenants; inside a transaction of all.
std::uint64_t count_all_leads(connection& db);

/// Whether anybody stored anything: a job, a lead, a user, a key.
bool holds_something(connection& db);

/// Gives every stream another epoch, in a transaction of its own; how many leads there are.
std::uint64_t begin_streams_anew(connection& db, const storage_options& options);

} // namespace leadstream::storage::sql
