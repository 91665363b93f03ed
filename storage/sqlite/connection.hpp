#pragma once
#include "storage/sql/connection.hpp"

#include <chrono>
#include <string>

struct sqlite3;
struct sqlite3_stmt;

namespace leadstream::storage::sqlite {

/// A connection to a SQLite file. Ids are stored as 16 bytes, times as milliseconds since 1970.
class connection : public sql::connection {
public:
  /// How long a call waits for a lock of another connection.
  static constexpr std::chrono::milliseconds busy_time{5'000};

  /// Connections that share `counts` remember counts: all of the file, the one that writes among them.
  connection(const std::string& path, access mode, std::shared_ptr<sql::count_memory> counts = nullptr);
  ~connection() override;

  sql::dialect dialect() const override { return sql::dialect::sqlite; }
  void execute(const char* sql) override;
  std::int64_t changes() override;
  bool in_transaction() const override;
  bool refuses_writes() const override { return refuses_writes_; }
  void begin(access mode) override;
  void commit() override;
  void rollback() override;
  void begin_part() override { run("SAVEPOINT part"); }
  void keep_part() override { run("RELEASE part"); }
  void undo_part() override;
  /// Shortens the log of a connection that writes.
  void tidy() override;
  bool is_untidy() const override { return forgetting_; }
  void forget_deleted() override;

  sqlite3* handle() const { return handle_; }
  /// Throws the failure that a status of SQLite stands for, unless it is SQLITE_OK.
  void check(int status);

protected:
  std::unique_ptr<sql::prepared> prepare(const char* sql, bool kept) override;
  sql::count_memory* counts() override { return counts_.get(); }
  std::optional<std::uint64_t> version() override { return version_; }

private:
  void end(const char* sql);
  static int note_commit(void* self);
  static int note_log_size(void* self, sqlite3* handle, const char* schema, int pages);
  bool checkpoint(int mode, std::chrono::milliseconds patience);

  sqlite3* handle_ = nullptr;
  access mode_;
  int log_pages_ = 0;
  int restart_at_;
  bool forgetting_ = false;
  std::chrono::milliseconds patience_to_forget_{};
  bool refuses_writes_ = false;
  std::shared_ptr<sql::count_memory> counts_;
  std::optional<std::uint64_t> version_; ///< of what the transaction sees
};

} // namespace leadstream::storage::sqlite
