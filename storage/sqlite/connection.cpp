#include "storage/sqlite/connection.hpp"

#include "storage/failure.hpp"
#include "storage/sqlite/functions.hpp"
#include "storage/sqlite/prepared.hpp"
#include "storage/sqlite/status.hpp"

#include <chrono>
#include <cstdlib>
#include <sqlite3.h>
#include <unistd.h>
#include <utility>

namespace leadstream::storage::sqlite {
namespace {

constexpr int pages_to_checkpoint = 2'000;
constexpr int pages_to_restart = 8'000;
constexpr std::chrono::milliseconds patience{200};
constexpr std::chrono::milliseconds patience_to_forget{1'000};
constexpr int exit_status = 74; // EX_IOERR

/// After a failed fsync the system may have dropped the pages it could not write and count them as clean: a
/// second fsync would succeed and prove nothing. Only what is read from the disk again can be trusted.
[[noreturn]] void end_process(sqlite3* handle, int status) {
  const char* file = sqlite3_db_filename(handle, "main");
  const std::string line = std::string("leadstream: the disk did not confirm a write to ") +
                           (file == nullptr ? "the database" : file) + " (" + sqlite3_errstr(status) +
                           "); ending without another write. Check the disk, then start again: what was "
                           "confirmed is kept, the rest is done again\n";
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
  std::_Exit(exit_status);
}

/// Nobody asks how much memory SQLite has in use, and counting it takes a lock at every allocation.
void set_up_once() {
  [[maybe_unused]] static const int without_figures = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

} // namespace

connection::connection(const std::string& path, access mode, std::shared_ptr<sql::count_memory> counts)
    : mode_(mode), restart_at_(pages_to_restart), counts_(std::move(counts)) {
  set_up_once();
  const int flags = mode == access::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  const int status =
      sqlite3_open_v2(path.c_str(), &handle_, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  if (status != SQLITE_OK) {
    const std::string reason = sqlite3_errstr(status);
    sqlite3_close_v2(handle_);
    throw failure(code_of(status), "the database " + path + " cannot be opened: " + reason, "storage.url");
  }
  sqlite3_busy_timeout(handle_, static_cast<int>(busy_time.count()));
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_limit(handle_, SQLITE_LIMIT_ATTACHED, 0);
  if (mode == access::write) {
    add_functions(handle_);
    sqlite3_commit_hook(handle_, note_commit, this);
    sqlite3_wal_hook(handle_, note_log_size, this);
  }
}

connection::~connection() {
  forget_prepared();
  if (mode_ == access::write) {
    checkpoint(SQLITE_CHECKPOINT_TRUNCATE, busy_time);
  }
  sqlite3_close_v2(handle_);
}

void connection::check(int status) {
  if (is_lost_sync(status)) {
    end_process(handle_, status);
  }
  if (status != SQLITE_OK) {
    refuses_writes_ = refuses_writes_ || is_refusal(status);
    fail(handle_, status);
  }
}

void connection::execute(const char* sql) {
  check(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr));
}

std::int64_t connection::changes() {
  return sqlite3_changes64(handle_);
}

bool connection::in_transaction() const {
  return sqlite3_get_autocommit(handle_) == 0;
}

void connection::begin(access mode) {
  version_.reset();
  refuses_writes_ = false;
  if (mode == access::write) {
    run("BEGIN IMMEDIATE");
    return;
  }
  const auto before = counts_ ? counts_->version() : std::nullopt;
  run("BEGIN");
  if (before) {
    run("PRAGMA data_version"); // takes the snapshot, which else the first query does
    version_ = counts_->version() == before ? before : std::nullopt;
  }
}

void connection::commit() {
  end("COMMIT");
}

void connection::rollback() {
  end("ROLLBACK");
}

/// The hooks do not tell of the end of a transaction that changed nothing.
void connection::end(const char* sql) {
  run(sql);
  version_.reset();
  if (mode_ == access::write && counts_) {
    counts_->end_commit();
  }
}

void connection::undo_part() {
  run("ROLLBACK TO part");
  run("RELEASE part");
}

std::unique_ptr<sql::prepared> connection::prepare(const char* sql, bool /*kept*/) {
  const std::string text = sql::translate(sql::dialect::sqlite, sql);
  sqlite3_stmt* ready = nullptr;
  check(sqlite3_prepare_v3(handle_, text.c_str(), static_cast<int>(text.size() + 1),
                           SQLITE_PREPARE_PERSISTENT, &ready, nullptr));
  return std::make_unique<prepared>(*this, ready);
}

int connection::note_commit(void* self) {
  if (const auto& counts = static_cast<connection*>(self)->counts_) {
    counts->begin_commit();
  }
  return 0;
}

/// Called when a commit is done.
int connection::note_log_size(void* self, sqlite3* /*handle*/, const char* /*schema*/, int pages) {
  static_cast<connection*>(self)->log_pages_ = pages;
  if (const auto& counts = static_cast<connection*>(self)->counts_) {
    counts->end_commit();
  }
  return SQLITE_OK;
}

/// What readers still need after `patience` stays in the log until a later time.
bool connection::checkpoint(int mode, std::chrono::milliseconds patience) {
  sqlite3_busy_timeout(handle_, static_cast<int>(patience.count()));
  const int status = sqlite3_wal_checkpoint_v2(handle_, nullptr, mode, nullptr, nullptr);
  sqlite3_busy_timeout(handle_, static_cast<int>(busy_time.count()));
  if (is_lost_sync(status)) {
    end_process(handle_, status);
  }
  return status == SQLITE_OK;
}

/// Readers that overlap without a pause would keep the log growing for ever, and with it the price of every
/// read: from a certain length on the writer waits for them. Where a long snapshot is in the way it tries
/// again much later.
void connection::tidy() {
  if (forgetting_) {
    // Deleted content is overwritten in the file (secure_delete); the log still has it until it is emptied.
    forgetting_ = !checkpoint(SQLITE_CHECKPOINT_TRUNCATE, std::exchange(patience_to_forget_, patience));
  }
  if (log_pages_ <= pages_to_checkpoint) {
    restart_at_ = pages_to_restart;
  } else if (log_pages_ <= restart_at_) {
    checkpoint(SQLITE_CHECKPOINT_PASSIVE, busy_time);
  } else {
    const bool restarted = checkpoint(SQLITE_CHECKPOINT_RESTART, patience);
    restart_at_ = restarted ? pages_to_restart : log_pages_ + pages_to_restart;
  }
}

void connection::forget_deleted() {
  forgetting_ = true;
  patience_to_forget_ = patience_to_forget;
}

} // namespace leadstream::storage::sqlite
