#include "storage/sqlite/sqlite_writer.hpp"

#include "storage/failpoint.hpp"
#include "storage/failure.hpp"
#include "storage/sqlite/job_writes.hpp"
#include "storage/sqlite/lead_writes.hpp"
#include "storage/sqlite/log_queries.hpp"

#include <algorithm>
#include <map>
#include <sqlite3.h>

namespace leadstream::storage::sqlite {
namespace {

/// A part of the transaction that is undone unless it is kept.
class savepoint {
public:
  explicit savepoint(connection& db) : db_(db) {
    if (!db_.in_transaction()) {
      throw failure(error_code::unavailable, "the database ended the transaction; try again later");
    }
    db_.run("SAVEPOINT unit");
  }
  savepoint(const savepoint&) = delete;
  savepoint& operator=(const savepoint&) = delete;
  ~savepoint() {
    if (!kept_ && db_.in_transaction()) {
      try {
        db_.run("ROLLBACK TO unit");
        db_.run("RELEASE unit");
      } catch (...) { // the whole transaction is lost then, which commit() reports
      }
    }
  }
  void keep() {
    db_.run("RELEASE unit");
    kept_ = true;
  }

private:
  connection& db_;
  bool kept_ = false;
};

/// Stores one unit, in the order in which the tables refer to each other.
class unit_application {
public:
  unit_application(connection& db, const tenant_id& tenant, const unit_of_work& unit, wall_time now)
      : db_(db), tenant_(tenant), unit_(unit), now_(now) {}

  commit_result run() {
    if (is_repeated()) {
      outcome_.repeated = true;
    } else if (is_fenced()) {
      outcome_.outcome = commit_outcome::fenced;
    } else if (sqlite_leads leads(db_, tenant_); conflicts(unit_, leads)) {
      outcome_.outcome = commit_outcome::conflict;
    } else {
      store();
    }
    outcome_.last = find_position(db_, tenant_);
    return outcome_;
  }

private:
  bool is_repeated() {
    statement row(db_, "SELECT 1 FROM applied_units WHERE tenant_id = ? AND unit_id = ?", tenant_.value,
                  unit_.id);
    return row.step();
  }

  bool is_fenced() {
    if (!unit_.owner) {
      return false;
    }
    statement row(db_, "SELECT 1 FROM shards WHERE tenant_id = '*' AND shard = ? AND epoch > ?",
                  unit_.owner->shard, unit_.owner->epoch);
    return row.step();
  }

  void store() {
    db_.run("INSERT INTO applied_units (tenant_id, unit_id, at) VALUES (?, ?, ?)", tenant_.value, unit_.id,
            now_);
    for (const job& fresh : unit_.new_jobs) {
      store_job(db_, tenant_, fresh);
    }
    require_jobs();
    for (const task& fresh : unit_.new_tasks) {
      outcome_.new_tasks += store_task(db_, tenant_, fresh) ? 1 : 0;
    }
    for (const observation& seen : unit_.observations) {
      store_observation(db_, tenant_, seen);
    }
    outcome_.new_leads = store_leads(db_, tenant_, unit_);
    for (const task_change& change : unit_.tasks) {
      change_task(db_, tenant_, change);
    }
    for (const job_change& change : unit_.jobs) {
      change_job(db_, tenant_, change);
    }
    for (const rejected_record& record : unit_.rejected) {
      store_rejected(record);
    }
    append_events();
  }

  void require_jobs() {
    const auto exists = [&](const uuid& id) { return has_job(db_, tenant_, id); };
    if ((!unit_.job_id.is_nil() && !exists(unit_.job_id)) ||
        !std::all_of(unit_.new_tasks.begin(), unit_.new_tasks.end(),
                     [&](const task& t) { return exists(t.job_id); })) {
      throw failure(error_code::not_found, "the unit belongs to a job that is not stored", "job_id");
    }
  }

  void store_rejected(const rejected_record& r) {
    db_.run("INSERT INTO rejected_records (tenant_id, job_id, source, source_url, what, value, reason, at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            tenant_.value, nullable_id{r.job_id}, r.source, r.source_url, r.what, r.value.substr(0, 1000),
            r.reason, r.at);
  }

  void append_events() {
    if (unit_.events.empty()) {
      return;
    }
    db_.run("INSERT INTO streams (tenant_id, epoch) SELECT ?, epoch FROM streams WHERE tenant_id = '*' "
            "ON CONFLICT DO NOTHING",
            tenant_.value);
    std::uint64_t seq = find_position(db_, tenant_).seq;
    for (const event_draft& e : unit_.events) {
      db_.run("INSERT INTO events (tenant_id, seq, type, job_id, company_id, score, industry, payload, at) "
              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
              tenant_.value, ++seq, e.header.type, nullable_id{e.header.job_id},
              nullable_id{e.header.company_id}, e.header.score, e.header.industry, e.payload, now_);
    }
    db_.run("UPDATE streams SET seq = ? WHERE tenant_id = ?", seq, tenant_.value);
  }

  connection& db_;
  const tenant_id& tenant_;
  const unit_of_work& unit_;
  wall_time now_;
  commit_result outcome_;
};

constexpr int pages_to_checkpoint = 2000;
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

  void begin() override {
    if (db_->in_transaction()) { // left by a commit that failed
      db_->run("ROLLBACK");
    }
    db_->run("BEGIN IMMEDIATE");
  }

  void commit() override {
    failpoint("before_commit");
    if (!db_->in_transaction()) {
      throw failure(error_code::unavailable, "the database ended the transaction; try again later");
    }
    try {
      db_->run("COMMIT");
    } catch (...) {
      if (db_->in_transaction()) {
        db_->run("ROLLBACK");
      }
      throw;
    }
    failpoint("after_commit");
  }

  commit_result apply(const tenant_id& tenant, const unit_of_work& unit) override {
    savepoint whole(*db_);
    const commit_result outcome = unit_application(*db_, tenant, unit, options_.now()).run();
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
    if (log_pages_ > pages_to_checkpoint) {
      checkpoint(SQLITE_CHECKPOINT_PASSIVE);
    }
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
  void checkpoint(int mode) { sqlite3_wal_checkpoint_v2(db_->handle(), nullptr, mode, nullptr, nullptr); }

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
  storage_options options_;
  std::map<tenant_id, std::uint64_t> written_; ///< units and events since the tenant was pruned
  int log_pages_ = 0;
};

} // namespace

std::unique_ptr<writer> make_writer(std::unique_ptr<connection> db, const storage_options& options) {
  return std::make_unique<sqlite_writer>(std::move(db), options);
}

} // namespace leadstream::storage::sqlite
