#include "storage/sql/crm.hpp"

#include <utility>

namespace leadstream::storage::sql {
namespace {

using delivery::crm_entry;
using delivery::crm_result;
using delivery::crm_run;
using delivery::crm_state;
using nothing = leadstream::done;

crm_state read_state(statement& row) {
  crm_state state;
  state.sent = row.text();
  state.remote_id = row.text();
  state.error = row.text();
  state.at = row.time();
  return state;
}

/// What was accepted stays known when a later attempt fails.
void store(connection& db, const tenant_id& tenant, const std::string& target, const crm_result& result,
           wall_time at) {
  db.run(
      "INSERT INTO crm_records (tenant_id, target, lead_id, sent, remote_id, error, at) VALUES (?, ?, ?, ?, "
      "?, ?, ?) "
      "ON CONFLICT (tenant_id, target, lead_id) DO UPDATE SET error = excluded.error, at = excluded.at, "
      "sent = CASE WHEN excluded.sent = '' THEN crm_records.sent ELSE excluded.sent END, "
      "remote_id = CASE WHEN excluded.remote_id = '' THEN crm_records.remote_id ELSE excluded.remote_id END",
      tenant.value, target, result.lead_id, result.sent, result.remote_id, result.error, at);
}

void store(connection& db, const tenant_id& tenant, const crm_run& run) {
  db.run("INSERT INTO crm_runs (tenant_id, id, target, state, filter, message, created, updated, unchanged, "
         "failed, "
         "begun_at, ended_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
         "ON CONFLICT (tenant_id, id) DO UPDATE SET state = excluded.state, message = excluded.message, "
         "created = excluded.created, updated = excluded.updated, unchanged = excluded.unchanged, "
         "failed = excluded.failed, ended_at = excluded.ended_at",
         tenant.value, run.id, run.target, run.state, run.filter, run.message, run.created, run.updated,
         run.unchanged, run.failed, run.begun_at, run.ended_at);
}

std::vector<crm_run> read_runs(connection& db, const tenant_id& tenant) {
  statement row(
      db,
      "SELECT id, target, state, filter, message, created, updated, unchanged, failed, begun_at, ended_at "
      "FROM crm_runs WHERE tenant_id = ? ORDER BY begun_at DESC, id LIMIT 100",
      tenant.value);
  std::vector<crm_run> runs;
  while (row.step()) {
    crm_run& run = runs.emplace_back();
    run.id = row.id();
    run.target = row.text();
    run.state = row.text();
    run.filter = row.text();
    run.message = row.text();
    for (std::uint64_t* count : {&run.created, &run.updated, &run.unchanged, &run.failed}) {
      *count = static_cast<std::uint64_t>(row.integer());
    }
    run.begun_at = row.time();
    run.ended_at = row.optional_time();
  }
  return runs;
}

class sql_crm : public delivery::crm_store {
public:
  explicit sql_crm(std::shared_ptr<connections> database) : database_(std::move(database)) {}

  void find(const tenant_id& tenant, const std::string& target, const std::vector<uuid>& leads,
            completion<std::map<uuid, crm_state>> done) override {
    database_->read<std::map<uuid, crm_state>>(
        tenant, std::move(done), [tenant, target, leads](connection& db) {
          statement row(
              db,
              "SELECT r.lead_id, r.sent, r.remote_id, r.error, r.at FROM {ids ?3} wanted JOIN crm_records r "
              "ON r.tenant_id = ?1 AND r.target = ?2 AND r.lead_id = wanted.id",
              tenant.value, target, leads);
          std::map<uuid, crm_state> found;
          while (row.step()) {
            const uuid id = row.id();
            found[id] = read_state(row);
          }
          return found;
        });
  }
  void record(const tenant_id& tenant, const std::string& target, const std::vector<crm_result>& results,
              wall_time at, completion<nothing> done) override {
    database_->write<nothing>(tenant, std::move(done), [tenant, target, results, at](connection& db) {
      for (const crm_result& result : results) {
        store(db, tenant, target, result, at);
      }
      return nothing{};
    });
  }
  void list(const tenant_id& tenant, const std::string& target, bool failed, std::uint32_t limit,
            completion<std::vector<crm_entry>> done) override {
    database_->read<
        std::vector<crm_entry>>(tenant, std::move(done), [tenant, target, failed, limit](connection& db) {
      statement row(
          db,
          "SELECT lead_id, CASE WHEN target = ?2 THEN 0 ELSE 1 END, sent, remote_id, error, at FROM "
          "crm_records "
          "WHERE tenant_id = ?1 AND target IN (?2, ?3) AND (?4 = 0 OR error <> '') ORDER BY at DESC LIMIT ?5",
          tenant.value, target, delivery::contacts_of(target), failed ? 1 : 0, limit);
      std::vector<crm_entry> all;
      while (row.step()) {
        const uuid id = row.id();
        const bool of_contact = row.integer() != 0;
        all.push_back({id, of_contact, read_state(row)});
      }
      return all;
    });
  }
  void save(const tenant_id& tenant, const crm_run& run, completion<nothing> done) override {
    database_->write<nothing>(tenant, std::move(done), [tenant, run](connection& db) {
      store(db, tenant, run);
      return nothing{};
    });
  }
  void end_abandoned(wall_time now, completion<nothing> done) override {
    database_->write<nothing>(all_tenants(), std::move(done), [now](connection& db) {
      db.run("UPDATE crm_runs SET state = 'stopped', ended_at = ?, "
             "message = 'the program was interrupted; begin the push again to go on' WHERE state = 'running'",
             now);
      return nothing{};
    });
  }
  void runs(const tenant_id& tenant, completion<std::vector<crm_run>> done) override {
    database_->read<std::vector<crm_run>>(tenant, std::move(done),
                                          [tenant](connection& db) { return read_runs(db, tenant); });
  }
  void spend(const tenant_id& tenant, const std::string& target, const std::string& day, std::uint32_t budget,
             completion<bool> done) override {
    database_->write<bool>(tenant, std::move(done), [tenant, target, day, budget](connection& db) {
      db.run("INSERT INTO crm_budgets (tenant_id, target, day, requests) VALUES (?, ?, ?, 0) "
             "ON CONFLICT (tenant_id, target, day) DO NOTHING",
             tenant.value, target, day);
      db.run("UPDATE crm_budgets SET requests = requests + 1 WHERE tenant_id = ? AND target = ? AND day = ? "
             "AND requests < ?",
             tenant.value, target, day, budget);
      return db.changes() > 0;
    });
  }

private:
  std::shared_ptr<connections> database_;
};

} // namespace

std::unique_ptr<delivery::crm_store> make_crm_store(std::shared_ptr<connections> database) {
  return std::make_unique<sql_crm>(std::move(database));
}

} // namespace leadstream::storage::sql
