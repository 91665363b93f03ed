#pragma once
#include "storage/sql/connection.hpp"

#include <chrono>
#include <cstdint>
#include <memory>

/// A database gives connections; what is done on them is written once, in storage/sql. The shell
/// (`connections`) adds threads, group commit, completions and shutdown.
namespace leadstream::storage {

/// Opens connections. Throws storage::failure.
class database {
public:
  virtual ~database() = default;
  /// The one connection that writes, its schema up to date. Before the first one that reads.
  virtual std::unique_ptr<sql::connection> open_writing() = 0;
  virtual std::unique_ptr<sql::connection> open_reading() = 0;
  /// Writing was refused (the disk is full): frees what is held back for that. On the writing thread.
  virtual void give_way() {}
  /// Whether it is worth trying to write again after give_way(). On the writing thread.
  virtual bool may_write_again() { return true; }
  /// How often to tell_presence(); 0: never, since locks say it.
  virtual std::chrono::milliseconds presence() const { return std::chrono::milliseconds(0); }
  /// Tells commands that want the database for themselves that it is in use. On the writing thread.
  virtual void tell_presence(sql::connection& /*db*/) {}
  /// Before the connection that writes is closed.
  virtual void end_presence(sql::connection& /*db*/) {}
};

/// Shards that exist: 256 of web hosts, the rest for API sources.
inline constexpr std::uint32_t shard_count = 512;

} // namespace leadstream::storage
