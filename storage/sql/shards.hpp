#pragma once
#include "domain/model/time.hpp"
#include "domain/model/uuid.hpp"
#include "storage/sql/connection.hpp"

#include <cstdint>

namespace leadstream::storage::sql {

/// Gives all shards to a new owner, in the writer's transaction. Gives its epoch, higher than all before.
std::uint64_t acquire_shards(connection& db, const uuid& incarnation, std::uint32_t count, wall_time now);

/// Whether a newer owner than the one of `epoch` has the shard. No other takes it before the transaction
/// ends.
bool is_fenced(connection& db, std::uint32_t shard, std::uint64_t epoch);

/// Writes something of no meaning.
void probe(connection& db);

} // namespace leadstream::storage::sql
