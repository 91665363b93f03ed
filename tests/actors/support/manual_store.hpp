#pragma once
#include "domain/ports.hpp"
#include "storage/attempt.hpp"
#include "storage/check_unit.hpp"
#include "storage/sql/decide.hpp"
#include "storage/sql/job_writes.hpp"
#include "storage/sql/lead_queries.hpp"
#include "storage/sql/log_queries.hpp"
#include "storage/sql/shards.hpp"
#include "storage/sql/transaction.hpp"
#include "storage/sql/unit_writes.hpp"
#include "storage/sqlite/sqlite_database.hpp"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <utility>

namespace leadstream::test {

/// The store in memory, without its threads: calls wait until the test completes them on its own thread, as
/// the deterministic scheduler needs it.
class manual_store : public store {
public:
  manual_store() : base_(std::make_shared<base>()) {}

  std::shared_ptr<tenant_store> scope(const tenant_id& tenant) override {
    return std::make_shared<scoped>(base_, tenant);
  }

  void acquire_shards(const uuid& incarnation, completion<std::uint64_t> done) override {
    base_->write<std::uint64_t>(storage::sql::all_tenants(), std::move(done), [incarnation](auto& db) {
      return storage::sql::acquire_shards(db, incarnation, storage::shard_count, system_wall_time());
    });
  }
  void unfinished_jobs(completion<std::vector<owned_job>> done) override {
    base_->read<std::vector<owned_job>>(storage::sql::all_tenants(), std::move(done),
                                        storage::sql::unfinished_jobs);
  }
  void check_health(completion<leadstream::done> answer) override {
    base_->later(std::move(answer), [] { return leadstream::done{}; });
  }
  void stop() override { complete_all(); }

  /// Completes what waits. Returns how much it was.
  std::size_t complete_all() {
    auto now = std::exchange(base_->waiting, {});
    for (auto& call : now) {
      call();
    }
    return now.size();
  }

  /// Commits fail with this error while it is set.
  void fail_commits(std::optional<error> problem) { base_->broken = std::move(problem); }
  /// Commits are stored and answered with this error while it is set: the connection breaks behind them.
  void lose_answers(std::optional<error> problem) { base_->lost = std::move(problem); }

private:
  struct base {
    base() {
      options.database = "memory:";
      database = storage::open_sqlite(options);
      writing = database->open_writing();
      reading = database->open_reading();
    }

    template <class T, class Work>
    void later(completion<T> done, Work work) {
      waiting.push_back(
          [done = std::move(done), work = std::move(work)] { done(storage::attempt<T>(work)); });
    }
    template <class T, class Work>
    void read(const tenant_id& tenant, completion<T> done, Work work) {
      later<T>(std::move(done), [this, tenant, work] {
        const storage::sql::read_transaction whole(*reading, tenant);
        return work(*reading);
      });
    }
    template <class T, class Work>
    void write(const tenant_id& tenant, completion<T> done, Work work) {
      later<T>(std::move(done), [this, tenant, work] {
        storage::sql::write_transaction whole(*writing);
        writing->enter(tenant);
        T value = work(*writing);
        whole.commit();
        return value;
      });
    }

    storage::storage_options options;
    std::unique_ptr<storage::database> database;
    std::unique_ptr<storage::sql::connection> writing;
    std::unique_ptr<storage::sql::connection> reading;
    std::deque<std::function<void()>> waiting;
    std::optional<error> broken;
    std::optional<error> lost;
  };

  class scoped : public tenant_store {
  public:
    scoped(std::shared_ptr<base> b, tenant_id tenant) : base_(std::move(b)), tenant_(std::move(tenant)) {}

    void commit(unit_of_work unit, completion<commit_result> done) override {
      if (base_->broken) {
        base_->waiting.emplace_back([done, problem = *base_->broken] { done(problem); });
        return;
      }
      if (base_->lost) {
        done = [done = std::move(done), problem = *base_->lost](const result<commit_result>& /*unheard*/) {
          done(problem);
        };
      }
      write<commit_result>(
          std::move(done), [unit = std::move(unit), o = base_->options](auto& db, const auto& t) {
            storage::check_unit(unit);
            return storage::sql::store_unit(db, t, unit, {o.events_kept, o.units_kept}, system_wall_time());
          });
    }
    void claim_tasks(const uuid& job_id, const std::string& source, std::uint64_t epoch, std::size_t limit,
                     completion<std::vector<task>> done) override {
      write<std::vector<task>>(std::move(done), [c = storage::sql::claim{job_id, source, epoch, limit},
                                                 most = base_->options.max_crashes](auto& db, const auto& t) {
        return storage::sql::claim_tasks(db, t, c, most);
      });
    }
    void read_job_log(const uuid&, std::uint64_t, std::size_t, completion<job_log_page> done) override {
      base_->waiting.emplace_back([done] { done(error{error_code::unavailable, "no logs here", {}}); });
    }
    void count_leads(const figure_query&, completion<lead_figures> done) override {
      base_->waiting.emplace_back([done] { done(error{error_code::unavailable, "no figures here", {}}); });
    }
    void find_job(const uuid& id, completion<job> done) override {
      read<job>(std::move(done), [id](auto& r, const auto& t) { return storage::sql::find_job(r, t, id); });
    }
    void decide(const lead_decision& what, completion<decided_leads> done) override {
      write<decided_leads>(std::move(done), [what, o = base_->options](auto& db, const auto& t) {
        return storage::sql::decide(db, t, what, {storage::sql::retention_of(o), o.scoring});
      });
    }
    void list_jobs(const job_query& q, completion<job_page> done) override {
      read<job_page>(std::move(done),
                     [q](auto& r, const auto& t) { return storage::sql::list_jobs(r, t, q); });
    }
    void count_tasks(const uuid& id, completion<std::vector<task_count>> done) override {
      read<std::vector<task_count>>(
          std::move(done), [id](auto& r, const auto& t) { return storage::sql::count_tasks(r, t, id); });
    }
    void find_lead(const uuid& id, completion<lead> done) override {
      read<lead>(std::move(done), [id](auto& r, const auto& t) { return storage::sql::find_lead(r, t, id); });
    }
    void list_leads(const lead_query& q, completion<lead_page> done) override {
      read<lead_page>(std::move(done),
                      [q](auto& r, const auto& t) { return storage::sql::list_leads(r, t, q); });
    }
    void open_leads(const lead_query&, completion<std::shared_ptr<lead_cursor>> done) override {
      base_->waiting.emplace_back([done] { done(error{error_code::unavailable, "no cursors here", {}}); });
    }
    void find_related(const std::vector<lead_key>& keys, const std::vector<std::string>& blocking,
                      completion<std::vector<related_lead>> done) override {
      read<std::vector<related_lead>>(std::move(done), [keys, blocking](auto& r, const auto& t) {
        return storage::sql::find_related(r, t, keys, blocking);
      });
    }
    void known_observations(const std::vector<uuid>& ids, completion<std::vector<uuid>> done) override {
      read<std::vector<uuid>>(std::move(done), [ids](auto& r, const auto& t) {
        return storage::sql::known_observations(r, t, ids);
      });
    }
    void read_events(std::uint64_t after, std::size_t limit, completion<event_page> done) override {
      read<event_page>(std::move(done), [after, limit](auto& r, const auto& t) {
        return storage::sql::read_events(r, t, after, limit);
      });
    }
    void find_position(completion<position> done) override {
      read<position>(std::move(done),
                     [](auto& r, const auto& t) { return storage::sql::find_position(r, t); });
    }

  private:
    template <class T, class Work>
    void read(completion<T> done, Work work) {
      base_->template read<T>(tenant_, std::move(done),
                              [t = tenant_, work](auto& db) { return work(db, t); });
    }
    template <class T, class Work>
    void write(completion<T> done, Work work) {
      base_->template write<T>(tenant_, std::move(done),
                               [t = tenant_, work](auto& db) { return work(db, t); });
    }
    std::shared_ptr<base> base_;
    tenant_id tenant_;
  };

  std::shared_ptr<base> base_;
};

} // namespace leadstream::test
