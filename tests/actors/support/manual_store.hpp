#pragma once
#include "storage/attempt.hpp"
#include "storage/memory/memory_database.hpp"

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
  explicit manual_store(const storage::storage_options& options = {})
      : base_(std::make_shared<base>(storage::make_memory_database(options))) {}

  std::shared_ptr<tenant_store> scope(const tenant_id& tenant) override {
    return std::make_shared<scoped>(base_, tenant);
  }

  void acquire_shards(const uuid& incarnation, completion<std::uint64_t> done) override {
    base_->later(std::move(done),
                 [b = base_.get(), incarnation] { return b->writer->acquire_shards(incarnation); });
  }
  void unfinished_jobs(completion<std::vector<owned_job>> done) override {
    base_->later(std::move(done), [b = base_.get()] { return b->reader->unfinished_jobs(); });
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

private:
  struct base {
    explicit base(std::unique_ptr<storage::database> d)
        : database(std::move(d)), reader(database->open_reader()), writer(database->open_writer()) {}

    template <class T, class Work>
    void later(completion<T> done, Work work) {
      waiting.push_back(
          [done = std::move(done), work = std::move(work)] { done(storage::attempt<T>(work)); });
    }

    std::unique_ptr<storage::database> database;
    std::unique_ptr<storage::reader> reader;
    std::unique_ptr<storage::writer> writer;
    std::deque<std::function<void()>> waiting;
    std::optional<error> broken;
  };

  class scoped : public tenant_store {
  public:
    scoped(std::shared_ptr<base> b, tenant_id tenant) : base_(std::move(b)), tenant_(std::move(tenant)) {}

    void commit(unit_of_work unit, completion<commit_result> done) override {
      if (base_->broken) {
        base_->waiting.push_back([done, problem = *base_->broken] { done(problem); });
        return;
      }
      write<commit_result>(std::move(done), [unit = std::move(unit)](storage::writer& w, const tenant_id& t) {
        return w.apply(t, unit);
      });
    }
    void claim_tasks(const uuid& job_id, const std::string& source, std::uint64_t epoch, std::size_t limit,
                     completion<std::vector<task>> done) override {
      write<std::vector<task>>(std::move(done),
                               [c = storage::claim{job_id, source, epoch, limit}](
                                   storage::writer& w, const tenant_id& t) { return w.claim_tasks(t, c); });
    }
    void find_job(const uuid& id, completion<job> done) override {
      read<job>(std::move(done), [id](auto& r, const auto& t) { return r.find_job(t, id); });
    }
    void list_jobs(const job_query& q, completion<job_page> done) override {
      read<job_page>(std::move(done), [q](auto& r, const auto& t) { return r.list_jobs(t, q); });
    }
    void count_tasks(const uuid& id, completion<std::vector<task_count>> done) override {
      read<std::vector<task_count>>(std::move(done),
                                    [id](auto& r, const auto& t) { return r.count_tasks(t, id); });
    }
    void find_lead(const uuid& id, completion<lead> done) override {
      read<lead>(std::move(done), [id](auto& r, const auto& t) { return r.find_lead(t, id); });
    }
    void list_leads(const lead_query& q, completion<lead_page> done) override {
      read<lead_page>(std::move(done), [q](auto& r, const auto& t) { return r.list_leads(t, q); });
    }
    void open_leads(const lead_query&, completion<std::shared_ptr<lead_cursor>> done) override {
      base_->waiting.push_back([done] { done(error{error_code::unavailable, "no cursors here", {}}); });
    }
    void find_related(const std::vector<lead_key>& keys, const std::vector<std::string>& blocking,
                      completion<std::vector<related_lead>> done) override {
      read<std::vector<related_lead>>(std::move(done), [keys, blocking](auto& r, const auto& t) {
        return r.find_related(t, keys, blocking);
      });
    }
    void known_observations(const std::vector<uuid>& ids, completion<std::vector<uuid>> done) override {
      read<std::vector<uuid>>(std::move(done),
                              [ids](auto& r, const auto& t) { return r.known_observations(t, ids); });
    }
    void read_events(std::uint64_t after, std::size_t limit, completion<event_page> done) override {
      read<event_page>(std::move(done),
                       [after, limit](auto& r, const auto& t) { return r.read_events(t, after, limit); });
    }
    void find_position(completion<position> done) override {
      read<position>(std::move(done), [](auto& r, const auto& t) { return r.find_position(t); });
    }

  private:
    template <class T, class Work>
    void read(completion<T> done, Work work) {
      base_->template later<T>(std::move(done),
                               [b = base_.get(), t = tenant_, work] { return work(*b->reader, t); });
    }
    template <class T, class Work>
    void write(completion<T> done, Work work) {
      base_->template later<T>(std::move(done), [b = base_.get(), t = tenant_, work] {
        b->writer->begin();
        T value = work(*b->writer, t);
        b->writer->commit();
        return value;
      });
    }
    std::shared_ptr<base> base_;
    tenant_id tenant_;
  };

  std::shared_ptr<base> base_;
};

} // namespace leadstream::test
