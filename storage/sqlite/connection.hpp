#pragma once
#include "domain/model/time.hpp"
#include "domain/model/uuid.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace leadstream::storage::sqlite {

/// A value on its way into a statement.
struct nullable_text {
  std::string_view text; ///< empty: null
};
struct nullable_id {
  const uuid& id; ///< nil: null
};

/// A connection to a SQLite file with its prepared statements, which are kept for the next use. One thread at
/// a time. Everything here throws storage::failure.
class connection {
public:
  /// How long a call waits for a lock of another connection.
  static constexpr int busy_milliseconds = 5'000;

  enum class access { read_write, read_only };

  connection(const std::string& path, access mode);
  connection(const connection&) = delete;
  connection& operator=(const connection&) = delete;
  ~connection();

  /// Runs one statement to its end. `sql` is a literal: its address names the prepared statement.
  template <class... Values>
  void run(const char* sql, const Values&... values);
  /// Runs SQL that is not prepared: several statements, pragmas.
  void execute(const char* sql);
  /// Rows that the last statement changed.
  std::int64_t changes() const;
  /// Whether a transaction is open. SQLite ends one by itself after some errors.
  bool in_transaction() const;
  sqlite3* handle() const { return handle_; }

private:
  friend class statement;
  sqlite3_stmt* take(const char* sql);
  void give_back(const char* sql, sqlite3_stmt* prepared);

  sqlite3* handle_ = nullptr;
  std::unordered_map<const char*, std::vector<sqlite3_stmt*>> idle_;
};

/// A prepared statement in use: values bound in the order given, columns read in the order selected.
class statement {
public:
  template <class... Values>
  statement(connection& owner, const char* sql, const Values&... values) : statement(owner, sql, 0) {
    (bind(values), ...);
  }
  statement(const statement&) = delete;
  statement& operator=(const statement&) = delete;
  ~statement();

  /// Goes to the next row; false at the end.
  bool step();

  // The next column of the row; null reads as empty, nil or zero.
  std::string text();
  std::string_view view(); ///< valid until the next step
  uuid id();
  std::int64_t integer();
  double real();
  wall_time time();
  std::optional<wall_time> optional_time();
  bool is_null() const; ///< of the column that comes next
  void skip() { ++column_; }

  /// Binds the next value.
  void bind(std::string_view value);
  void bind(const std::string& value) { bind(std::string_view(value)); }
  void bind(const char* value) { bind(std::string_view(value)); }
  void bind(const nullable_text& value);
  void bind(const uuid& value);
  void bind(const nullable_id& value);
  void bind(std::int64_t value);
  void bind(std::uint64_t value) { bind(static_cast<std::int64_t>(value)); }
  void bind(int value) { bind(static_cast<std::int64_t>(value)); }
  void bind(std::uint32_t value) { bind(static_cast<std::int64_t>(value)); }
  void bind(bool value) { bind(static_cast<std::int64_t>(value)); }
  void bind(double value);
  void bind(wall_time value) { bind(static_cast<std::int64_t>(value.time_since_epoch().count())); }
  void bind(std::nullopt_t /*null*/) { ++bound_; }
  template <class T>
  void bind(const std::optional<T>& value) {
    value ? bind(*value) : bind(std::nullopt);
  }
  /// Ids, packed into one value for WITH clauses that take it apart.
  void bind(const std::vector<uuid>& values);

private:
  statement(connection& owner, const char* sql, int /*unbound*/)
      : owner_(owner), sql_(sql), prepared_(owner.take(sql)) {}

  connection& owner_;
  const char* sql_;
  sqlite3_stmt* prepared_;
  int bound_ = 0;
  int column_ = 0;
};

template <class... Values>
void connection::run(const char* sql, const Values&... values) {
  statement once(*this, sql, values...);
  while (once.step()) {
  }
}

} // namespace leadstream::storage::sqlite
