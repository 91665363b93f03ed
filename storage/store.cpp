#include "storage/store.hpp"

#include "storage/check_unit.hpp"
#include "storage/sql/decide.hpp"
#include "storage/sql/figures.hpp"
#include "storage/sql/job_writes.hpp"
#include "storage/sql/lead_queries.hpp"
#include "storage/sql/log_queries.hpp"
#include "storage/sql/shards.hpp"
#include "storage/sql/unit_writes.hpp"

#include <map>
#include <mutex>

namespace leadstream::storage {
namespace {

class cursor : public lead_cursor {
public:
  cursor(std::shared_ptr<connections> database, std::shared_ptr<sql::lead_snapshot> snapshot)
      : database_(std::move(database)), snapshot_(std::move(snapshot)) {}

  void next(std::size_t limit, completion<std::vector<lead_row>> done) override {
    database_->use<std::vector<lead_row>>(
        std::move(done),
        [snapshot = snapshot_, limit](sql::connection& /*unused*/) { return snapshot->next(limit); });
  }

private:
  std::shared_ptr<connections> database_;
  std::shared_ptr<sql::lead_snapshot> snapshot_;
};

void tell_of(telemetry& told, const unit_of_work& unit, const commit_result& how) {
  if (how.outcome == commit_outcome::fenced) {
    told.fenced();
  } else if (how.outcome == commit_outcome::committed && !how.repeated) {
    told.committed(unit, how);
  }
}

class scoped_store : public tenant_store {
public:
  scoped_store(std::shared_ptr<connections> database, storage_options options, tenant_id tenant)
      : database_(std::move(database)), options_(std::move(options)), tenant_(std::move(tenant)) {}

  void commit(unit_of_work unit, completion<commit_result> done) override {
    const auto shared = std::make_shared<const unit_of_work>(std::move(unit));
    auto tell = [shared, all = database_, done = std::move(done)](result<commit_result> how) {
      if (telemetry* told = all->told(); how && told != nullptr) {
        tell_of(*told, *shared, *how);
      }
      done(std::move(how));
    };
    write<commit_result>(std::move(tell), [shared, keep = sql::retention_of(options_),
                                           now = options_.now](auto& db, const auto& tenant) {
      check_unit(*shared);
      return sql::store_unit(db, tenant, *shared, keep, now());
    });
  }
  void decide(const lead_decision& what, completion<decided_leads> done) override {
    write<decided_leads>(std::move(done),
                         [what, rules = sql::decision_rules{sql::retention_of(options_), options_.scoring}](
                             auto& db, const auto& tenant) { return sql::decide(db, tenant, what, rules); });
  }
  void claim_tasks(const uuid& job_id, const std::string& source, std::uint64_t epoch, std::size_t limit,
                   completion<std::vector<task>> done) override {
    write<std::vector<task>>(std::move(done), [wanted = sql::claim{job_id, source, epoch, limit},
                                               most = options_.max_crashes](auto& db, const auto& tenant) {
      return sql::claim_tasks(db, tenant, wanted, most);
    });
  }

  void find_job(const uuid& id, completion<job> done) override {
    read<job>(std::move(done), [id](auto& db, const auto& tenant) { return sql::find_job(db, tenant, id); });
  }
  void list_jobs(const job_query& query, completion<job_page> done) override {
    read<job_page>(std::move(done),
                   [query](auto& db, const auto& tenant) { return sql::list_jobs(db, tenant, query); });
  }
  void count_tasks(const uuid& job_id, completion<std::vector<task_count>> done) override {
    read<std::vector<task_count>>(std::move(done), [job_id](auto& db, const auto& tenant) {
      return sql::count_tasks(db, tenant, job_id);
    });
  }
  void find_lead(const uuid& id, completion<lead> done) override {
    read<lead>(std::move(done),
               [id](auto& db, const auto& tenant) { return sql::find_lead(db, tenant, id); });
  }
  void list_leads(const lead_query& query, completion<lead_page> done) override {
    read<lead_page>(std::move(done),
                    [query](auto& db, const auto& tenant) { return sql::list_leads(db, tenant, query); });
  }
  void open_leads(const lead_query& query, completion<std::shared_ptr<lead_cursor>> done) override {
    using answer = std::shared_ptr<lead_cursor>;
    database_->use<answer>(
        std::move(done), [tenant = tenant_, query, all = database_](sql::connection& /*unused*/) -> answer {
          return std::make_shared<cursor>(all, sql::open_leads(all->borrow_reading(), tenant, query));
        });
  }
  void count_leads(const figure_query& query, completion<lead_figures> done) override {
    read<lead_figures>(std::move(done), [query](auto& db, const auto& tenant) {
      return sql::lead_figures_of(db, tenant, query);
    });
  }
  void read_job_log(const uuid& job_id, std::uint64_t after_seq, std::size_t limit,
                    completion<job_log_page> done) override {
    read<job_log_page>(std::move(done), [job_id, after_seq, limit](auto& db, const auto& tenant) {
      return sql::read_job_log(db, tenant, job_id, after_seq, limit);
    });
  }
  void find_related(const std::vector<lead_key>& keys, const std::vector<std::string>& blocking_keys,
                    completion<std::vector<related_lead>> done) override {
    read<std::vector<related_lead>>(std::move(done), [keys, blocking_keys](auto& db, const auto& tenant) {
      return sql::find_related(db, tenant, keys, blocking_keys);
    });
  }
  void known_observations(const std::vector<uuid>& ids, completion<std::vector<uuid>> done) override {
    read<std::vector<uuid>>(std::move(done), [ids](auto& db, const auto& tenant) {
      return sql::known_observations(db, tenant, ids);
    });
  }
  void read_events(std::uint64_t after_seq, std::size_t limit, completion<event_page> done) override {
    read<event_page>(std::move(done), [after_seq, limit](auto& db, const auto& tenant) {
      return sql::read_events(db, tenant, after_seq, limit);
    });
  }
  void find_position(completion<position> done) override {
    read<position>(std::move(done),
                   [](auto& db, const auto& tenant) { return sql::find_position(db, tenant); });
  }

private:
  template <class T, class Work>
  void read(completion<T> done, Work work) {
    database_->read<T>(tenant_, std::move(done),
                       [tenant = tenant_, work = std::move(work)](auto& db) { return work(db, tenant); });
  }
  template <class T, class Work>
  void write(completion<T> done, Work work) {
    database_->write<T>(tenant_, std::move(done),
                        [tenant = tenant_, work = std::move(work)](auto& db) { return work(db, tenant); });
  }

  std::shared_ptr<connections> database_;
  storage_options options_;
  tenant_id tenant_;
};

class sql_store : public store {
public:
  sql_store(std::shared_ptr<connections> database, storage_options options)
      : database_(std::move(database)), options_(std::move(options)) {}
  sql_store(const sql_store&) = delete;
  sql_store& operator=(const sql_store&) = delete;
  ~sql_store() override { database_->end(); }

  std::shared_ptr<tenant_store> scope(const tenant_id& tenant) override {
    const std::lock_guard lock(guard_);
    auto& found = scopes_[tenant];
    if (!found) {
      found = std::make_shared<scoped_store>(database_, options_, tenant);
    }
    return found;
  }
  void acquire_shards(const uuid& incarnation, completion<std::uint64_t> done) override {
    database_->write<std::uint64_t>(sql::all_tenants(), std::move(done),
                                    [incarnation, now = options_.now](sql::connection& db) {
                                      return sql::acquire_shards(db, incarnation, shard_count, now());
                                    });
  }
  void unfinished_jobs(completion<std::vector<owned_job>> done) override {
    database_->read<std::vector<owned_job>>(sql::all_tenants(), std::move(done), sql::unfinished_jobs);
  }
  void check_health(completion<leadstream::done> done) override {
    using nothing = leadstream::done;
    const auto then_read = [database = database_, done = std::move(done)](const result<nothing>& written) {
      if (!written) {
        done(written);
        return;
      }
      database->read<nothing>(default_tenant(), done, [](sql::connection& db) {
        sql::find_position(db, default_tenant());
        return nothing{};
      });
    };
    database_->write<nothing>(sql::all_tenants(), then_read, [](sql::connection& db) {
      sql::probe(db);
      return nothing{};
    });
  }
  void stop() override { database_->close(); }

private:
  std::shared_ptr<connections> database_;
  storage_options options_;
  std::mutex guard_;
  std::map<tenant_id, std::shared_ptr<tenant_store>> scopes_;
};

} // namespace

std::unique_ptr<store> make_store(std::shared_ptr<connections> database, const storage_options& options) {
  return std::make_unique<sql_store>(std::move(database), options);
}

} // namespace leadstream::storage
