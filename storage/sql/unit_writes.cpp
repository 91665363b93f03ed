#include "storage/sql/unit_writes.hpp"

#include "storage/failure.hpp"
#include "storage/sql/job_writes.hpp"
#include "storage/sql/lead_writes.hpp"
#include "storage/sql/shards.hpp"

#include <algorithm>

namespace leadstream::storage::sql {
namespace {

constexpr std::uint64_t fewest_to_prune = 64;

/// One unit on its way into the tables.
class unit_application {
public:
  unit_application(connection& db, const tenant_id& tenant, const unit_of_work& unit, const retention& keep,
                   wall_time now)
      : db_(db), tenant_(tenant), unit_(unit), keep_(keep), now_(now) {}

  commit_result run() {
    lock_stream();
    if (is_repeated()) {
      outcome_.repeated = true;
    } else if (unit_.owner && is_fenced(db_, unit_.owner->shard, unit_.owner->epoch)) {
      outcome_.outcome = commit_outcome::fenced;
    } else if (sql_leads leads(db_, tenant_); conflicts(unit_, leads)) {
      outcome_.outcome = commit_outcome::conflict;
    } else {
      store();
    }
    return outcome_;
  }

private:
  /// Commits of one tenant come one after the other, also those of several processes: what a unit was checked
  /// against still stands when it is stored.
  void lock_stream() {
    if (!read_stream()) {
      db_.run("INSERT INTO streams (tenant_id, epoch) SELECT ?, epoch FROM streams WHERE tenant_id = '*' "
              "ON CONFLICT (tenant_id) DO NOTHING",
              tenant_.value);
      read_stream();
    }
  }

  bool read_stream() {
    statement row(db_, "SELECT epoch, seq FROM streams WHERE tenant_id = ? {lock}", tenant_.value);
    if (!row.step()) {
      return false;
    }
    outcome_.last.epoch = row.text();
    outcome_.last.seq = static_cast<std::uint64_t>(row.integer());
    return true;
  }

  bool is_repeated() {
    statement row(db_, "SELECT 1 FROM applied_units WHERE tenant_id = ? AND unit_id = ?", tenant_.value,
                  unit_.id);
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
    for (const mark_change& change : unit_.marks) {
      store_marks(db_, tenant_, change);
    }
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
    const std::uint64_t before = outcome_.last.seq;
    std::uint64_t& seq = outcome_.last.seq;
    for (const event_draft& e : unit_.events) {
      db_.run("INSERT INTO events (tenant_id, seq, type, job_id, company_id, score, industry, payload, at) "
              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
              tenant_.value, ++seq, e.header.type, nullable_id{e.header.job_id},
              nullable_id{e.header.company_id}, e.header.score, e.header.industry, e.payload, now_);
      if (e.header.type == job_log_event) {
        db_.run("INSERT INTO job_log (tenant_id, job_id, seq, payload, at) VALUES (?, ?, ?, ?, ?)",
                tenant_.value, e.header.job_id, seq, e.payload, now_);
      }
    }
    db_.run("UPDATE streams SET seq = ? WHERE tenant_id = ?", seq, tenant_.value);
    const std::uint64_t enough = std::max(fewest_to_prune, keep_.events / 8);
    if (before / enough != seq / enough) {
      prune();
    }
  }

  void prune() {
    if (outcome_.last.seq > keep_.events) {
      db_.run("DELETE FROM events WHERE tenant_id = ? AND seq <= ?", tenant_.value,
              outcome_.last.seq - keep_.events);
    }
    db_.run("DELETE FROM applied_units WHERE tenant_id = ? AND at < ?", tenant_.value, now_ - keep_.units);
  }

  connection& db_;
  const tenant_id& tenant_;
  const unit_of_work& unit_;
  const retention& keep_;
  wall_time now_;
  commit_result outcome_;
};

} // namespace

commit_result store_unit(connection& db, const tenant_id& tenant, const unit_of_work& unit,
                         const retention& keep, wall_time now) {
  return unit_application(db, tenant, unit, keep, now).run();
}

} // namespace leadstream::storage::sql
