#pragma once
#include "domain/model/tenant.hpp"
#include "storage/sql/count_memory.hpp"
#include "storage/sql/dialect.hpp"
#include "storage/sql/prepared.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace leadstream::storage::sql {

/// A connection to a database with its prepared statements, which are kept for the next use. One thread at a
/// time. Everything here throws storage::failure.
class connection {
public:
  /// What a transaction does: a reading one sees one committed state.
  enum class access { read, write };

  connection() = default;
  connection(const connection&) = delete;
  connection& operator=(const connection&) = delete;
  virtual ~connection() = default;

  virtual sql::dialect dialect() const = 0;
  /// Runs one statement to its end. `sql` names the prepared statement by its address: a literal, or what
  /// interned() gave.
  template <class... Values>
  void run(const char* sql, const Values&... values);
  /// Runs SQL that is not prepared: several statements, pragmas.
  virtual void execute(const char* sql) = 0;
  /// Rows that the last statement changed.
  virtual std::int64_t changes() = 0;

  /// Whether a transaction is open. A database ends one by itself after some errors.
  virtual bool in_transaction() const = 0;
  virtual void begin(access mode) = 0;
  virtual void commit() = 0;
  virtual void rollback() = 0;
  // A part of the transaction: one at a time.
  virtual void begin_part() = 0;
  virtual void keep_part() = 0;
  virtual void undo_part() = 0;
  /// Whether the transaction ended without a fault of its own, by a lost connection or a deadlock: done once
  /// more it may well succeed. Until the next begin().
  virtual bool deserves_repeat() const { return false; }
  /// Whether something was refused since the last begin() because the database takes no writes now: its disk
  /// is full, or it is read-only.
  virtual bool refuses_writes() const { return false; }
  /// The rows of this tenant alone are in sight until the transaction ends; of all, for all_tenants().
  virtual void enter(const tenant_id& /*tenant*/) {}
  /// Waits until what run() was asked for is done.
  virtual void flush() {}
  /// Called between transactions when everybody was answered: checkpoints.
  virtual void tidy() {}
  /// Whether tidy() has to be called again in a while, whether something is written meanwhile or not.
  virtual bool is_untidy() const { return false; }
  /// What `count()` gives inside this transaction, from memory while nothing was committed since it was
  /// asked last. `what` names it with its values.
  template <class Count>
  std::uint64_t remembered(const std::string& what, Count count);
  /// What was deleted shall not be readable from the database's files after the next tidy().
  virtual void forget_deleted() {}

protected:
  /// `kept`: for many uses, not for one.
  virtual std::unique_ptr<prepared> prepare(const char* sql, bool kept) = 0;
  /// What was prepared is gone, as after a lost connection.
  void forget_prepared() { idle_.clear(); }
  /// The counts that are remembered, and the version of what this transaction sees; nothing when the database
  /// cannot tell.
  virtual count_memory* counts() { return nullptr; }
  virtual std::optional<std::uint64_t> version() { return std::nullopt; }

private:
  friend class statement;
  std::unique_ptr<prepared> take(const char* sql);
  void give_back(const char* sql, std::unique_ptr<prepared> used);

  std::unordered_map<const char*, std::vector<std::unique_ptr<prepared>>> idle_;
};

template <class Count>
std::uint64_t connection::remembered(const std::string& what, Count count) {
  const auto seen = version();
  if (!seen) {
    return count();
  }
  if (const auto known = counts()->find(*seen, what)) {
    return *known;
  }
  const std::uint64_t counted = count();
  counts()->keep(*seen, what, counted);
  return counted;
}

/// The tenant under which something is done for all of them.
inline tenant_id all_tenants() {
  return {"*"};
}

} // namespace leadstream::storage::sql

#include "storage/sql/statement.hpp"
