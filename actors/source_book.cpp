#include "actors/source_book.hpp"

#include <algorithm>

namespace leadstream::actors {

source_book::source_book(std::vector<sources::description> all, wall_clock clock) : clock_(std::move(clock)) {
  for (sources::description& about : all) {
    order_.push_back(about.name);
    entry& e = entries_[about.name];
    e.state.enabled = about.enabled;
    e.state.about = std::move(about);
  }
}

const sources::description* source_book::find(const std::string& name) const {
  const auto found = entries_.find(name);
  return found == entries_.end() ? nullptr : &found->second.state.about;
}

std::vector<std::string> source_book::discoverers() const {
  std::vector<std::string> names;
  std::copy_if(order_.begin(), order_.end(), std::back_inserter(names),
               [this](const std::string& name) { return entries_.at(name).state.about.finds_companies(); });
  std::stable_sort(names.begin(), names.end(), [this](const std::string& a, const std::string& b) {
    return entries_.at(a).state.about.priority < entries_.at(b).state.about.priority;
  });
  return names;
}

bool source_book::usable(const std::string& name) const {
  return obstacle(name).empty();
}

std::string source_book::obstacle(const std::string& name) const {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(name);
  if (found == entries_.end()) {
    return "there is no such source";
  }
  return found->second.state.enabled ? found->second.state.not_ready : "it is switched off";
}

std::vector<source_state> source_book::states() const {
  const std::lock_guard lock(mutex_);
  std::vector<source_state> all;
  for (const std::string& name : order_) {
    all.push_back(entries_.at(name).state);
  }
  return all;
}

result<source_state> source_book::set_enabled(const std::string& name, bool enabled) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(name);
  if (found == entries_.end()) {
    return error{error_code::not_found, "there is no source \"" + name + "\"", "name"};
  }
  found->second.state.enabled = enabled;
  return found->second.state;
}

result<source_state> source_book::state(const std::string& name) const {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(name);
  if (found == entries_.end()) {
    return error{error_code::not_found, "there is no source \"" + name + "\"", "name"};
  }
  return found->second.state;
}

std::vector<std::string> source_book::open_lanes(const std::string& name) const {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(name);
  return found == entries_.end()
             ? std::vector<std::string>{}
             : std::vector<std::string>(found->second.open_lanes.begin(), found->second.open_lanes.end());
}

void source_book::set_not_ready(const std::string& name, std::string why) {
  const std::lock_guard lock(mutex_);
  if (source_state* const state = state_of(name)) {
    state->not_ready = std::move(why);
  }
}

void source_book::enter(const tenant_id& tenant, const uuid& job_id) {
  const std::lock_guard lock(mutex_);
  jobs_[tenant.value].insert(job_id);
}

void source_book::leave(const tenant_id& tenant, const uuid& job_id) {
  const std::lock_guard lock(mutex_);
  jobs_[tenant.value].erase(job_id);
}

std::vector<uuid> source_book::jobs_of(const breaker_step& step) const {
  const std::lock_guard lock(mutex_);
  if (step.lane != step.source) {
    return step.job_id.is_nil() ? std::vector<uuid>{} : std::vector<uuid>{step.job_id};
  }
  const auto running = jobs_.find(step.tenant.value);
  return running == jobs_.end() ? std::vector<uuid>{}
                                : std::vector<uuid>(running->second.begin(), running->second.end());
}

void source_book::moved(const std::string& source, std::int64_t waiting, std::int64_t in_flight) {
  const std::lock_guard lock(mutex_);
  if (source_state* const state = state_of(source)) {
    state->waiting += static_cast<std::uint64_t>(waiting);
    state->in_flight += static_cast<std::uint64_t>(in_flight);
  }
}

void source_book::paced(const std::string& source, const std::string& lane, double slowdown) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(source);
  if (found == entries_.end()) {
    return;
  }
  auto& slow = found->second.slow_lanes;
  if (slowdown > 1) {
    slow[lane] = slowdown;
  } else {
    slow.erase(lane);
  }
  source_state& state = found->second.state;
  state.slowed_hosts = static_cast<std::uint32_t>(slow.size());
  state.slowdown = 1;
  for (const auto& [name, times] : slow) {
    state.slowdown = std::max(state.slowdown, times);
  }
}

source_state* source_book::state_of(const std::string& name) {
  const auto found = entries_.find(name);
  return found == entries_.end() ? nullptr : &found->second.state;
}

void source_book::attempted(const attempt_seen& seen) {
  const std::lock_guard lock(mutex_);
  source_state* const state = state_of(seen.source);
  if (state == nullptr) {
    return;
  }
  ++state->attempts;
  state->failures += seen.how == flow::verdict::failure ? 1 : 0;
  if (seen.how == flow::verdict::success) {
    ++state->successes;
    state->last_success_at = clock_();
  }
  if (!seen.problem.empty()) {
    note_error(*state, seen.problem);
  }
}

void source_book::disproved(const attempt_seen& seen) {
  const std::lock_guard lock(mutex_);
  source_state* const state = state_of(seen.source);
  if (state == nullptr) {
    return;
  }
  state->successes -= seen.how == flow::verdict::success && state->successes > 0 ? 1 : 0;
  state->failures += seen.how == flow::verdict::failure ? 0 : 1;
  note_error(*state, seen.problem);
}

void source_book::note_error(source_state& state, const std::string& problem) const {
  state.last_error = problem;
  state.last_error_at = clock_();
}

void source_book::note_step(entry& e, const breaker_step& step) {
  if (step.now == flow::breaker_state::open) {
    e.open_lanes.insert(step.lane);
  } else if (step.now == flow::breaker_state::closed) {
    note_closed(step.lane);
  }
  e.state.open_hosts = static_cast<std::uint32_t>(e.open_lanes.size());
  if (step.lane == step.source) {
    e.state.breaker = flow::to_string(step.now);
  }
}

/// Hosts are shared: one that website opened may answer again to the news.
void source_book::note_closed(const std::string& lane) {
  for (auto& [name, e] : entries_) {
    if (e.open_lanes.erase(lane) > 0) {
      e.state.open_hosts = static_cast<std::uint32_t>(e.open_lanes.size());
    }
  }
}

void source_book::stepped(const breaker_step& step) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = entries_.find(step.source); found != entries_.end()) {
      note_step(found->second, step);
    }
  }
  if (tell_) {
    tell_(step);
  }
}

} // namespace leadstream::actors
