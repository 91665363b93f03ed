#pragma once
#include "storage/sql/prepared.hpp"
#include "storage/sqlite/connection.hpp"

namespace leadstream::storage::sqlite {

/// A statement of SQLite.
class prepared final : public sql::prepared {
public:
  prepared(connection& owner, sqlite3_stmt* statement) : owner_(owner), statement_(statement) {}
  prepared(const prepared&) = delete;
  prepared& operator=(const prepared&) = delete;
  ~prepared() override;

  void bind_text(int place, std::string_view value) override;
  void bind_id(int place, const uuid& value) override;
  void bind_ids(int place, const std::vector<uuid>& values) override;
  void bind_bytes(int place, std::string_view value) override;
  void bind_integer(int place, std::int64_t value) override;
  void bind_real(int place, double value) override;
  void bind_flag(int place, bool value) override { bind_integer(place, value ? 1 : 0); }
  void bind_time(int place, wall_time value) override;

  bool step() override;
  void run() override;

  bool is_null(int column) const override;
  std::string_view text(int column) override;
  std::string_view bytes(int column) override;
  uuid id(int column) override;
  std::int64_t integer(int column) override;
  double real(int column) override;
  wall_time time(int column) override;

  void reset() override;

private:
  connection& owner_;
  sqlite3_stmt* statement_;
};

/// Throws the failure that a status of SQLite stands for.
[[noreturn]] void fail(sqlite3* handle, int status);

} // namespace leadstream::storage::sqlite
