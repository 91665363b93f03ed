#pragma once
#include "storage/sql/connection.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::storage::sql {

/// Values on their way into a statement.
struct nullable_text {
  std::string_view text; ///< empty: null
};
struct nullable_id {
  const uuid& id; ///< nil: null
};
struct binary {
  std::string_view bytes;
};

/// SQL that was put together at run time and is not kept prepared.
struct once {
  std::string sql;
};

/// A prepared statement in use: values bound in the order given, columns read in the order selected.
class statement {
public:
  template <class... Values>
  statement(connection& owner, const char* sql, const Values&... values)
      : owner_(owner), sql_(sql), prepared_(owner.take(sql)) {
    (bind(values), ...);
  }
  statement(connection& owner, const once& text)
      : owner_(owner), prepared_(owner.prepare(text.sql.c_str(), false)) {}
  statement(const statement&) = delete;
  statement& operator=(const statement&) = delete;
  ~statement() {
    if (sql_ != nullptr) {
      owner_.give_back(sql_, std::move(prepared_));
    }
  }

  /// Goes to the next row; false at the end.
  bool step() {
    column_ = 0;
    return prepared_->step();
  }
  /// See prepared.
  void run() { prepared_->run(); }
  void read_in_pieces() { prepared_->read_in_pieces(); }

  // The next column of the row; null reads as empty, nil or zero.
  std::string text() { return std::string(view()); }
  std::string_view view() { return prepared_->text(column_++); } ///< valid until the next step
  std::string bytes() { return std::string(prepared_->bytes(column_++)); }
  uuid id() { return prepared_->id(column_++); }
  std::int64_t integer() { return prepared_->integer(column_++); }
  bool flag() { return integer() != 0; }
  double real() { return prepared_->real(column_++); }
  wall_time time() { return prepared_->time(column_++); }
  std::optional<wall_time> optional_time();
  bool is_null() const { return prepared_->is_null(column_); } ///< of the column that comes next
  void skip() { ++column_; }

  // Binds the next value.
  void bind(std::string_view value) { prepared_->bind_text(++bound_, value); }
  void bind(const std::string& value) { bind(std::string_view(value)); }
  void bind(const char* value) { bind(std::string_view(value)); }
  void bind(nullable_text value) { value.text.empty() ? bind(std::nullopt) : bind(value.text); }
  void bind(binary value) { prepared_->bind_bytes(++bound_, value.bytes); }
  void bind(const uuid& value) { prepared_->bind_id(++bound_, value); }
  void bind(nullable_id value) { value.id.is_nil() ? bind(std::nullopt) : bind(value.id); }
  void bind(std::int64_t value) { prepared_->bind_integer(++bound_, value); }
  void bind(std::uint64_t value) { bind(static_cast<std::int64_t>(value)); }
  void bind(int value) { bind(static_cast<std::int64_t>(value)); }
  void bind(std::uint32_t value) { bind(static_cast<std::int64_t>(value)); }
  void bind(bool value) { prepared_->bind_flag(++bound_, value); }
  void bind(double value) { prepared_->bind_real(++bound_, value); }
  void bind(wall_time value) { prepared_->bind_time(++bound_, value); }
  void bind(std::nullopt_t /*null*/) { ++bound_; }
  template <class T>
  void bind(const std::optional<T>& value) {
    value ? bind(*value) : bind(std::nullopt);
  }
  /// Ids, for {ids ?}: see dialect.hpp.
  void bind(const std::vector<uuid>& values) { prepared_->bind_ids(++bound_, values); }

private:
  connection& owner_;
  const char* sql_ = nullptr; ///< null: not kept
  std::unique_ptr<prepared> prepared_;
  int bound_ = 0;
  int column_ = 0;
};

inline std::optional<wall_time> statement::optional_time() {
  if (is_null()) {
    skip();
    return std::nullopt;
  }
  return time();
}

template <class... Values>
void connection::run(const char* sql, const Values&... values) {
  statement(*this, sql, values...).run();
}

} // namespace leadstream::storage::sql
