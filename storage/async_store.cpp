#include "storage/async_store.hpp"

#include "storage/async_core.hpp"
#include "storage/check_unit.hpp"

#include <map>
#include <mutex>

namespace leadstream::storage {
namespace {

class async_cursor : public lead_cursor {
public:
  async_cursor(std::shared_ptr<async_core> core, std::shared_ptr<lead_snapshot> snapshot)
      : core_(std::move(core)), snapshot_(std::move(snapshot)) {}

  void next(std::size_t limit, completion<std::vector<lead_row>> done) override {
    core_->read<std::vector<lead_row>>(
        std::move(done), [snapshot = snapshot_, limit](reader& /*unused*/) { return snapshot->next(limit); });
  }

private:
  std::shared_ptr<async_core> core_;
  std::shared_ptr<lead_snapshot> snapshot_;
};

class async_tenant_store : public tenant_store {
public:
  async_tenant_store(std::shared_ptr<async_core> core, tenant_id tenant)
      : core_(std::move(core)), tenant_(std::move(tenant)) {}

  void commit(unit_of_work unit, completion<commit_result> done) override {
    const auto shared = std::make_shared<const unit_of_work>(std::move(unit));
    core_->write<commit_result>(std::move(done), [tenant = tenant_, shared](writer& w) {
      check_unit(*shared);
      return w.apply(tenant, *shared);
    });
  }
  void claim_tasks(const uuid& job_id, const std::string& source, std::uint64_t epoch, std::size_t limit,
                   completion<std::vector<task>> done) override {
    core_->write<std::vector<task>>(
        std::move(done), [tenant = tenant_, wanted = claim{job_id, source, epoch, limit}](writer& w) {
          return w.claim_tasks(tenant, wanted);
        });
  }

  void find_job(const uuid& id, completion<job> done) override {
    core_->read<job>(std::move(done), [tenant = tenant_, id](reader& r) { return r.find_job(tenant, id); });
  }
  void list_jobs(const job_query& query, completion<job_page> done) override {
    core_->read<job_page>(std::move(done),
                          [tenant = tenant_, query](reader& r) { return r.list_jobs(tenant, query); });
  }
  void count_tasks(const uuid& job_id, completion<std::vector<task_count>> done) override {
    core_->read<std::vector<task_count>>(
        std::move(done), [tenant = tenant_, job_id](reader& r) { return r.count_tasks(tenant, job_id); });
  }
  void find_lead(const uuid& id, completion<lead> done) override {
    core_->read<lead>(std::move(done), [tenant = tenant_, id](reader& r) { return r.find_lead(tenant, id); });
  }
  void list_leads(const lead_query& query, completion<lead_page> done) override {
    core_->read<lead_page>(std::move(done),
                           [tenant = tenant_, query](reader& r) { return r.list_leads(tenant, query); });
  }
  void open_leads(const lead_query& query, completion<std::shared_ptr<lead_cursor>> done) override {
    using answer = std::shared_ptr<lead_cursor>;
    core_->read<answer>(std::move(done), [tenant = tenant_, query, core = core_](reader& r) -> answer {
      return std::make_shared<async_cursor>(core, r.open_leads(tenant, query));
    });
  }
  void find_related(const std::vector<lead_key>& keys, const std::vector<std::string>& blocking_keys,
                    completion<std::vector<related_lead>> done) override {
    core_->read<std::vector<related_lead>>(std::move(done),
                                           [tenant = tenant_, keys, blocking_keys](reader& r) {
                                             return r.find_related(tenant, keys, blocking_keys);
                                           });
  }
  void known_observations(const std::vector<uuid>& ids, completion<std::vector<uuid>> done) override {
    core_->read<std::vector<uuid>>(
        std::move(done), [tenant = tenant_, ids](reader& r) { return r.known_observations(tenant, ids); });
  }
  void read_events(std::uint64_t after_seq, std::size_t limit, completion<event_page> done) override {
    core_->read<event_page>(std::move(done), [tenant = tenant_, after_seq, limit](reader& r) {
      return r.read_events(tenant, after_seq, limit);
    });
  }
  void find_position(completion<position> done) override {
    core_->read<position>(std::move(done), [tenant = tenant_](reader& r) { return r.find_position(tenant); });
  }

private:
  std::shared_ptr<async_core> core_;
  tenant_id tenant_;
};

class async_store : public store {
public:
  explicit async_store(std::shared_ptr<async_core> core) : core_(std::move(core)) {}
  async_store(const async_store&) = delete;
  async_store& operator=(const async_store&) = delete;
  ~async_store() override { core_->end(); }

  std::shared_ptr<tenant_store> scope(const tenant_id& tenant) override {
    const std::lock_guard lock(guard_);
    auto& found = scopes_[tenant];
    if (!found) {
      found = std::make_shared<async_tenant_store>(core_, tenant);
    }
    return found;
  }
  void acquire_shards(const uuid& incarnation, completion<std::uint64_t> done) override {
    core_->write<std::uint64_t>(std::move(done),
                                [incarnation](writer& w) { return w.acquire_shards(incarnation); });
  }
  void unfinished_jobs(completion<std::vector<owned_job>> done) override {
    core_->read<std::vector<owned_job>>(std::move(done), [](reader& r) { return r.unfinished_jobs(); });
  }
  void check_health(completion<leadstream::done> done) override {
    using nothing = leadstream::done;
    const auto probe = [](writer& w) {
      w.probe();
      return nothing{};
    };
    const auto then_read = [core = core_, done = std::move(done)](const result<nothing>& written) {
      if (!written) {
        done(written);
        return;
      }
      core->read<nothing>(done, [](reader& r) {
        r.find_position(default_tenant());
        return nothing{};
      });
    };
    core_->write<nothing>(then_read, probe);
  }
  void stop() override { core_->close(); }

private:
  std::shared_ptr<async_core> core_;
  std::mutex guard_;
  std::map<tenant_id, std::shared_ptr<tenant_store>> scopes_;
};

} // namespace

std::unique_ptr<store> make_async_store(std::unique_ptr<database> source, unsigned readers,
                                        std::size_t most_in_a_commit) {
  return std::make_unique<async_store>(
      std::make_shared<async_core>(std::move(source), std::max(1U, readers), most_in_a_commit));
}

} // namespace leadstream::storage
