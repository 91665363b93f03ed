#pragma once
#include "domain/model/result.hpp"
#include "storage/postgres/session.hpp"
#include "storage/sql/connection.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

namespace leadstream::storage::postgres {

/// What a connection keeps others from: `shared` nobody but one that is `alone`, which needs the database for
/// itself. Through a pooler nothing is kept: see postgres_database.
enum class hold : std::uint8_t { nothing, shared, alone };

/// How a connection is used.
struct manner {
  std::chrono::milliseconds statement_timeout{30'000};
  hold holds = hold::nothing;
  /// Hears why the server cannot be reached, once an outage, in the place of the caller, whose error goes to
  /// clients and so names no address. Empty: the caller is told.
  std::function<void(const std::string&)> notice;
};

/// A connection to a PostgreSQL server. What need not be answered travels with the next statement that must,
/// so that a unit of work costs a few exchanges. A lost session is opened again by the next begin(), after a
/// growing pause. Behind a pooler nothing outlives a transaction: no prepared statements, no session
/// settings.
class connection : public sql::connection {
public:
  connection(address where, manner how, std::shared_ptr<sql::count_memory> counts = nullptr);
  ~connection() override;

  sql::dialect dialect() const override { return sql::dialect::postgres; }
  void execute(const char* sql) override;
  std::int64_t changes() override;
  bool in_transaction() const override { return open_; }
  void begin(access mode) override;
  void commit() override;
  void rollback() override;
  void begin_part() override;
  void keep_part() override;
  void undo_part() override;
  bool deserves_repeat() const override { return deserves_repeat_; }
  bool refuses_writes() const override { return refuses_writes_; }
  void enter(const tenant_id& tenant) override;
  void flush() override;
  bool is_pooled() const { return where_.pooled; }
  /// See manner.
  void report_to(std::function<void(const std::string&)> notice) { how_.notice = std::move(notice); }

  // For its statements.
  std::unique_ptr<rows> ask(const std::string& sql);
  void defer(const std::string& sql) { (waiting_ += sql) += ';'; }
  std::string quote(std::string_view text);
  std::string next_name(const char* kind) { return kind + std::to_string(++names_); }

protected:
  std::unique_ptr<sql::prepared> prepare(const char* sql, bool kept) override;
  sql::count_memory* counts() override { return counts_.get(); }
  std::optional<std::uint64_t> version() override;

private:
  static constexpr std::size_t sent = std::string::npos;

  void connect();
  std::unique_ptr<session> open_session();
  [[noreturn]] void report(const error& problem);
  void take_hold(session& opened) const;
  template <class Work>
  auto guarded(Work work);

  address where_;
  manner how_;
  std::shared_ptr<sql::count_memory> counts_;
  std::unique_ptr<session> session_;
  std::string waiting_;        ///< statements that are sent with the next one
  std::size_t part_at_ = sent; ///< where the part's first statement waits
  std::int64_t changed_ = 0;
  std::uint64_t names_ = 0;
  bool open_ = false;
  bool reads_ = false;   ///< the open transaction sees one snapshot
  bool aborted_ = false; ///< by an error: only a rollback is possible
  bool deserves_repeat_ = false;
  bool refuses_writes_ = false;
  bool reported_ = false; ///< that the server cannot be reached
  std::chrono::steady_clock::time_point next_try_;
  std::chrono::milliseconds pause_{0};
};

} // namespace leadstream::storage::postgres
