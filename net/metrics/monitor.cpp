#include "net/metrics/monitor.hpp"

#include <future>
#include <utility>

namespace leadstream::metrics {
namespace {

constexpr std::chrono::seconds patience{30};

/// What the service answers; nothing when it does not, or with an error.
template <class T, class Ask>
T wait_for(Ask ask) {
  auto answered = std::make_shared<std::promise<T>>();
  auto answer = answered->get_future();
  ask([answered](const result<T>& found) { answered->set_value(found ? *found : T{}); });
  return answer.wait_for(patience) == std::future_status::ready ? answer.get() : T{};
}

} // namespace

monitor::monitor(meter& figures, options how) : meter_(figures), how_(std::move(how)), watch_(how_.limits) {}

monitor::~monitor() {
  stop();
}

void monitor::start(service& inside) {
  thread_ = std::thread([this, &inside] { run(inside); });
}

void monitor::stop() {
  {
    const std::lock_guard lock(guard_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) {
    thread_.join();
  }
}

void monitor::run(service& inside) {
  std::unique_lock lock(guard_);
  while (!stopping_) {
    lock.unlock();
    look(inside);
    lock.lock();
    wake_.wait_for(lock, how_.interval, [this] { return stopping_; });
  }
}

gauges monitor::measured(const health_report& health) const {
  gauges seen;
  seen.running_jobs = health.running_jobs;
  seen.queued_jobs = health.queued_jobs;
  seen.queue_age = health.queue_age;
  std::error_code problem;
  const auto room = std::filesystem::space(how_.directory, problem);
  seen.disk_free = problem ? 0 : room.available;
  for (const auto& look : how_.looks) {
    look(seen);
  }
  return seen;
}

void monitor::look(service& inside) {
  gauges seen = measured(wait_for<health_report>([&](auto done) { inside.check_health(done); }));
  alerts::sample now;
  meter_.fill(now);
  now.at = std::chrono::steady_clock::now();
  judge_sources(inside, seen, now);
  meter_.set(seen);
  now.queued_jobs = seen.queued_jobs;
  now.outbox_lag = seen.outbox_lag;
  for (const auto& [source, figures] : seen.sources) {
    now.breakers[source] = figures.open_for;
  }
  now.certificate_left = seen.certificate_left;
  if (seen.disk_free > 0) {
    now.disk_free = seen.disk_free;
  }
  const std::vector<alerts::change> changes = watch_.look(std::move(now), how_.clock());
  meter_.set(watch_.firings());
  {
    const std::lock_guard lock(guard_);
    firings_ = watch_.firings();
  }
  for (const alerts::change& c : changes) {
    how_.changed(c);
  }
}

/// The book of sources knows better than a URL whose request it was, and what counts as a failure.
void monitor::judge_sources(service& inside, gauges& seen, alerts::sample& now) {
  now.fetches.clear();
  for (const source_state& s :
       wait_for<std::vector<source_state>>([&](auto done) { inside.list_sources(done); })) {
    const std::string& name = s.about.name;
    now.fetches[name] = {s.successes + s.failures, s.failures};
    source_figures& shown =
        seen.sources[name] = {s.breaker, s.open_hosts, s.waiting, s.in_flight, s.slowed_hosts, {}};
    if (s.breaker != "open") {
      open_since_.erase(name);
      continue;
    }
    const auto since = open_since_.emplace(name, now.at).first->second;
    shown.open_for = std::chrono::duration_cast<std::chrono::milliseconds>(now.at - since);
  }
}

std::string monitor::metrics_text(const health_report& health) {
  meter_.set(measured(health));
  return meter_.text();
}

std::vector<alerts::firing> monitor::alerts() {
  const std::lock_guard lock(guard_);
  return firings_;
}

} // namespace leadstream::metrics
