#include "storage/sqlite/sqlite_writer.hpp"

#include "storage/failpoint.hpp"
#include "storage/sqlite/job_writes.hpp"
#include "storage/sqlite/log_queries.hpp"
#include "storage/sqlite/transaction.hpp"
#include "storage/sqlite/unit_writes.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <sqlite3.h>

namespace leadstream::storage::sqlite {
namespace {

constexpr int pages_to_checkpoint = 2'000;
constexpr int pages_to_restart = 8'000;
constexpr std::chrono::milliseconds patience{200};
constexpr std::uint64_t fewest_to_prune = 64;

class sqlite_writer : public writer {
public:
  sqlite_writer(std::unique_ptr<connection> db, const storage_options& options)
      : db_(std::move(db)), options_(options) {
    sqlite3_wal_hook(db_->handle(), note_log_size, this);
  }
  sqlite_writer(const sqlite_writer&) = delete;
  sqlite_writer& operator=(const sqlite_writer&) = delete;
  ~sqlite_writer() override { checkpoint(SQLITE_CHECKPOINT_TRUNCATE); }

  void begin() override { transaction_.emplace(*db_); }

  void commit() override {
    failpoint("before_commit");
    try {
      transaction_->commit();
    } catch (...) {
      transaction_.reset();
      throw;
    }
    transaction_.reset();
    failpoint("after_commit");
  }

  commit_result apply(const tenant_id& tenant, const unit_of_work& unit) override {
    savepoint whole(*db_);
    const commit_result outcome = store_unit(*db_, tenant, unit, options_.now());
    whole.keep();
    written_[tenant] += unit.events.size() + 1;
    return outcome;
  }

  std::vector<task> claim_tasks(const tenant_id& tenant, const claim& wanted) override {
    savepoint whole(*db_);
    auto claimed = sqlite::claim_tasks(*db_, tenant, wanted, options_.max_crashes);
    whole.keep();
    return claimed;
  }

  std::uint64_t acquire_shards(const uuid& incarnation) override {
    savepoint whole(*db_);
    statement newest(*db_, "SELECT coalesce(max(epoch), 0) FROM shards WHERE tenant_id = '*'");
    newest.step();
    const std::int64_t epoch = newest.integer() + 1;
    for (std::uint32_t shard = 0; shard < shard_count; ++shard) {
      db_->run("INSERT INTO shards (shard, epoch, incarnation, acquired_at) VALUES (?, ?, ?, ?) ON CONFLICT "
               "DO UPDATE "
               "SET epoch = excluded.epoch, incarnation = excluded.incarnation, acquired_at = "
               "excluded.acquired_at",
               shard, epoch, incarnation, options_.now());
    }
    whole.keep();
    return static_cast<std::uint64_t>(epoch);
  }

  void probe() override { db_->run("UPDATE streams SET seq = 1 - seq WHERE tenant_id = '*'"); }

  void tidy() override {
    shorten_log();
    const std::uint64_t enough = std::max(fewest_to_prune, options_.events_kept / 8);
    for (auto& [tenant, written] : written_) {
      if (written >= enough) {
        prune(tenant);
        written = 0;
      }
    }
  }

private:
  static int note_log_size(void* self, sqlite3* /*handle*/, const char* /*schema*/, int pages) {
    static_cast<sqlite_writer*>(self)->log_pages_ = pages;
    return SQLITE_OK;
  }

  /// What readers still need stays in the log until a later time.
  bool checkpoint(int mode) {
    return sqlite3_wal_checkpoint_v2(db_->handle(), nullptr, mode, nullptr, nullptr) == SQLITE_OK;
  }

  /// Readers that overlap without a pause would keep the log growing for ever, and with it the price of every
  /// read: from a certain length on the writer waits for them. Where a long snapshot is in the way it tries
  /// again much later.
  void shorten_log() {
    if (log_pages_ <= pages_to_checkpoint) {
      restart_at_ = pages_to_restart;
    } else if (log_pages_ <= restart_at_) {
      checkpoint(SQLITE_CHECKPOINT_PASSIVE);
    } else {
      sqlite3_busy_timeout(db_->handle(), static_cast<int>(patience.count()));
      restart_at_ = checkpoint(SQLITE_CHECKPOINT_RESTART) ? pages_to_restart : log_pages_ + pages_to_restart;
      sqlite3_busy_timeout(db_->handle(), connection::busy_milliseconds);
    }
  }

  void prune(const tenant_id& tenant) {
    const std::uint64_t end = find_position(*db_, tenant).seq;
    if (end > options_.events_kept) {
      db_->run("DELETE FROM events WHERE tenant_id = ? AND seq <= ?", tenant.value,
               end - options_.events_kept);
    }
    db_->run("DELETE FROM applied_units WHERE tenant_id = ? AND at < ?", tenant.value,
             options_.now() - options_.units_kept);
  }

  std::unique_ptr<connection> db_;
  std::optional<write_transaction> transaction_;
  storage_options options_;
  std::map<tenant_id, std::uint64_t> written_; ///< units and events since the tenant was pruned
  int log_pages_ = 0;
  int restart_at_ = pages_to_restart;
};

} // namespace

std::unique_ptr<writer> make_writer(std::unique_ptr<connection> db, const storage_options& options) {
  return std::make_unique<sqlite_writer>(std::move(db), options);
}

} // namespace leadstream::storage::sqlite
