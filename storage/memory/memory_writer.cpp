#include "storage/failure.hpp"
#include "storage/memory/memory_state.hpp"
#include "storage/rules.hpp"

#include <algorithm>
#include <mutex>

namespace leadstream::storage {
namespace {

class memory_leads : public stored_leads {
public:
  explicit memory_leads(const memory_tenant& tenant) : tenant_(tenant) {}

  std::optional<std::uint64_t> version_of(const uuid& company_id) override {
    const auto found = tenant_.leads.find(company_id);
    return found == tenant_.leads.end() ? std::nullopt : std::optional(found->second.lead.version);
  }
  std::optional<uuid> owner_of(const lead_key& key) override {
    const auto found = tenant_.keys.find(key);
    return found == tenant_.keys.end() ? std::nullopt : std::optional(found->second);
  }
  std::vector<uuid> observations_of(const uuid& company_id) override {
    std::vector<uuid> formed_by;
    for (const auto& [id, stored] : tenant_.observations) {
      if (stored.company_id == company_id) {
        formed_by.push_back(id);
      }
    }
    return formed_by;
  }

private:
  const memory_tenant& tenant_;
};

/// Carries out a unit that was found good.
class unit_application {
public:
  unit_application(memory_state& state, memory_tenant& tenant, const unit_of_work& unit)
      : state_(state), tenant_(tenant), unit_(unit) {}

  commit_result run() {
    tenant_.units.insert(unit_.id);
    for (const job& j : unit_.new_jobs) {
      tenant_.jobs.emplace(j.id, j);
    }
    for (const task& t : unit_.new_tasks) {
      add_task(t);
    }
    for (const observation& o : unit_.observations) {
      tenant_.observations.emplace(o.id, memory_observation{o, {}});
    }
    store_leads();
    change_tasks();
    for (const job_change& change : unit_.jobs) {
      if (const auto found = tenant_.jobs.find(change.job_id); found != tenant_.jobs.end()) {
        found->second = changed(std::move(found->second), change);
      }
    }
    tenant_.rejected.insert(tenant_.rejected.end(), unit_.rejected.begin(), unit_.rejected.end());
    append_events();
    outcome_.last = {state_.epoch, tenant_.seq};
    return outcome_;
  }

private:
  void add_task(const task& t) {
    const bool known = tenant_.task_ids.contains(t.id);
    if (!known &&
        tenant_.task_keys.emplace(std::tuple(t.job_id, t.source, t.key), tenant_.tasks.size()).second) {
      tenant_.task_ids.emplace(t.id, tenant_.tasks.size());
      tenant_.tasks.push_back({t, 0});
      ++outcome_.new_tasks;
    }
  }

  void store_leads() {
    for (const lead_change& change : unit_.leads) {
      release_keys(change.lead.company.id);
      for (const uuid& gone : change.superseded) {
        supersede(gone, change.lead.company.id);
      }
    }
    for (const lead_change& change : unit_.leads) {
      store_lead(change);
    }
    for (const observation& o : unit_.observations) {
      if (const uuid& formed = tenant_.observations.at(o.id).company_id; !formed.is_nil()) {
        link(formed);
      }
    }
  }

  void release_keys(const uuid& company_id) {
    std::erase_if(tenant_.keys, [&](const auto& entry) { return entry.second == company_id; });
  }

  void supersede(const uuid& gone, const uuid& survivor) {
    for (auto& [key, owner] : tenant_.keys) {
      owner = owner == gone ? survivor : owner;
    }
    for (auto& [job_id, leads] : tenant_.job_leads) {
      if (leads.erase(gone) > 0) {
        leads.insert(survivor);
      }
    }
    tenant_.leads.erase(gone);
  }

  void store_lead(const lead_change& change) {
    const uuid& id = change.lead.company.id;
    memory_lead& stored = tenant_.leads[id];
    stored.lead = change.lead;
    ++stored.lead.version;
    outcome_.new_leads += change.lead.version == 0 ? 1 : 0;
    stored.industry = industry_text(change.lead.company);
    stored.location = location_text(change.lead.company);
    stored.blocking_keys = change.blocking_keys;
    for (const lead_key& key : change.keys) {
      tenant_.keys[key] = id;
    }
    for (const uuid& observed : change.observations) {
      if (const auto found = tenant_.observations.find(observed); found != tenant_.observations.end()) {
        found->second.company_id = id;
      }
    }
    link(id);
  }

  void link(const uuid& company_id) {
    if (!unit_.job_id.is_nil()) {
      tenant_.job_leads[unit_.job_id].insert(company_id);
    }
  }

  void change_tasks() {
    for (const task_change& change : unit_.tasks) {
      const auto found = tenant_.task_ids.find(change.task_id);
      if (found == tenant_.task_ids.end() || is_final(tenant_.tasks[found->second].task.state)) {
        continue;
      }
      task& t = tenant_.tasks[found->second].task;
      t.state = change.state;
      t.attempts += change.count_attempt ? 1 : 0;
      if (!change.cursor.empty()) {
        t.crashes = change.cursor == t.cursor ? t.crashes : 0;
        t.cursor = change.cursor;
      }
    }
  }

  void append_events() {
    for (const event_draft& draft : unit_.events) {
      tenant_.events.push_back({++tenant_.seq, draft.header,
                                std::make_shared<const std::string>(draft.payload), state_.options.now()});
    }
    while (tenant_.events.size() > state_.options.events_kept) {
      tenant_.events.pop_front();
    }
  }

  memory_state& state_;
  memory_tenant& tenant_;
  const unit_of_work& unit_;
  commit_result outcome_;
};

class memory_writer : public writer {
public:
  explicit memory_writer(std::shared_ptr<memory_state> state)
      : state_(std::move(state)), lock_(state_->guard, std::defer_lock) {}

  void begin() override { lock_.lock(); }
  void commit() override { lock_.unlock(); }
  void probe() override {}
  void tidy() override {}

  commit_result apply(const tenant_id& tenant, const unit_of_work& unit) override {
    memory_tenant& t = state_->tenants[tenant];
    commit_result refused;
    refused.last = {state_->epoch, t.seq};
    if (t.units.contains(unit.id)) {
      refused.repeated = true;
      return refused;
    }
    if (unit.owner && state_->shards.at(unit.owner->shard) > unit.owner->epoch) {
      refused.outcome = commit_outcome::fenced;
      return refused;
    }
    memory_leads leads(t);
    if (conflicts(unit, leads)) {
      refused.outcome = commit_outcome::conflict;
      return refused;
    }
    require_jobs(t, unit);
    return unit_application(*state_, t, unit).run();
  }

  std::vector<task> claim_tasks(const tenant_id& tenant, const claim& wanted) override {
    std::vector<task> claimed;
    memory_tenant& t = state_->tenants[tenant];
    const auto is_orphan = [&](const memory_task& stored) {
      return stored.task.state == task_state::running && stored.epoch < wanted.epoch;
    };
    bool busy = false;
    for (memory_task& stored : t.tasks) {
      if (is_orphan(stored) && is_for(stored.task, wanted)) {
        release(stored);
      }
      busy = busy || (stored.task.state == task_state::running && is_for(stored.task, wanted));
    }
    for (const bool crashed : {true, false}) {
      take(t, wanted, claimed, [crashed](const task& one) {
        return one.crashes < suspicious_crashes && (one.crashes > 0) == crashed;
      });
    }
    if (claimed.empty() && !busy && wanted.limit > 0) {
      take(t, {wanted.job_id, wanted.source, wanted.epoch, 1}, claimed,
           [](const task& one) { return one.crashes >= suspicious_crashes; });
    }
    return claimed;
  }

  std::uint64_t acquire_shards(const uuid& /*incarnation*/) override {
    const std::uint64_t epoch = *std::max_element(state_->shards.begin(), state_->shards.end()) + 1;
    state_->shards.fill(epoch);
    return epoch;
  }

private:
  static void require_jobs(const memory_tenant& t, const unit_of_work& unit) {
    const auto exists = [&](const uuid& id) {
      return t.jobs.contains(id) || std::any_of(unit.new_jobs.begin(), unit.new_jobs.end(),
                                                [&](const job& j) { return j.id == id; });
    };
    const bool all = (unit.job_id.is_nil() || exists(unit.job_id)) &&
                     std::all_of(unit.new_tasks.begin(), unit.new_tasks.end(),
                                 [&](const task& n) { return exists(n.job_id); });
    if (!all) {
      throw failure(error_code::not_found, "the unit belongs to a job that is not stored", "job_id");
    }
  }

  bool is_for(const task& t, const claim& wanted) const {
    return t.job_id == wanted.job_id && t.source == wanted.source &&
           state_->shards.at(t.shard) <= wanted.epoch;
  }

  void release(memory_task& orphan) const {
    const bool hopeless = ++orphan.task.crashes >= state_->options.max_crashes;
    orphan.task.state = hopeless ? task_state::quarantined : task_state::ready;
  }

  template <class Fits>
  void take(memory_tenant& t, const claim& wanted, std::vector<task>& claimed, Fits fits) const {
    for (memory_task& stored : t.tasks) {
      if (claimed.size() < wanted.limit && stored.task.state == task_state::ready &&
          is_for(stored.task, wanted) && fits(stored.task)) {
        stored.task.state = task_state::running;
        stored.epoch = wanted.epoch;
        claimed.push_back(stored.task);
      }
    }
  }

  std::shared_ptr<memory_state> state_;
  std::unique_lock<std::shared_mutex> lock_;
};

} // namespace

std::unique_ptr<writer> make_memory_writer(std::shared_ptr<memory_state> state) {
  return std::make_unique<memory_writer>(std::move(state));
}

} // namespace leadstream::storage
