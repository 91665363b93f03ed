#include "storage/sql/shards.hpp"

namespace leadstream::storage::sql {

std::uint64_t acquire_shards(connection& db, const uuid& incarnation, std::uint32_t count, wall_time now) {
  db.run("INSERT INTO shards (tenant_id, shard, epoch, incarnation, acquired_at) VALUES ('*', 0, 0, ?, ?) "
         "ON CONFLICT (tenant_id, shard) DO NOTHING",
         incarnation, now);
  statement locked(db, "SELECT epoch FROM shards WHERE tenant_id = '*' AND shard = 0 {lock}");
  locked.step();
  statement newest(db, "SELECT max(epoch) FROM shards WHERE tenant_id = '*'");
  newest.step();
  const std::int64_t epoch = newest.integer() + 1;
  for (std::uint32_t shard = 0; shard < count; ++shard) {
    db.run("INSERT INTO shards (tenant_id, shard, epoch, incarnation, acquired_at) VALUES ('*', ?, ?, ?, ?) "
           "ON CONFLICT (tenant_id, shard) DO UPDATE SET epoch = excluded.epoch, "
           "incarnation = excluded.incarnation, acquired_at = excluded.acquired_at",
           shard, epoch, incarnation, now);
  }
  return static_cast<std::uint64_t>(epoch);
}

bool is_fenced(connection& db, std::uint32_t shard, std::uint64_t epoch) {
  statement row(db, "SELECT epoch FROM shards WHERE tenant_id = '*' AND shard = ? {share}", shard);
  return row.step() && static_cast<std::uint64_t>(row.integer()) > epoch;
}

void probe(connection& db) {
  db.run("UPDATE streams SET seq = 1 - seq WHERE tenant_id = '*'");
}

} // namespace leadstream::storage::sql
