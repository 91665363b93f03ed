#include "net/metrics/metrics.hpp"

#include "net/metrics/families.hpp"
#include "net/metrics/hourly.hpp"
#include "net/metrics/process.hpp"

#include <prometheus/text_serializer.h>

#include <algorithm>
#include <mutex>
#include <sstream>

namespace leadstream::metrics {
namespace {

const prometheus::Histogram::BucketBoundaries time_buckets{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                                           0.25,  0.5,    1,     2,    5,     10,   30};
const prometheus::Histogram::BucketBoundaries wait_buckets{0.01, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 600};
const prometheus::Histogram::BucketBoundaries score_buckets{20, 40, 60, 80, 100};

double seconds(std::chrono::microseconds took) {
  return static_cast<double>(took.count()) / 1e6;
}

double seconds(std::chrono::milliseconds took) {
  return static_cast<double>(took.count()) / 1e3;
}

std::string class_of(const fetch_outcome& how) {
  if (how.content == nullptr) {
    return to_string(how.failure);
  }
  return how.content->status < 400 ? "good" : "http_" + std::to_string(how.content->status / 100) + "xx";
}

/// Answers that say nothing against the source: a missing page is the page's affair.
bool is_good(const fetch_outcome& how) {
  return how.content != nullptr &&
         (how.content->status < 400 || how.content->status == 404 || how.content->status == 410);
}

/// A total that somebody else counts; the counter never falls.
void raise(prometheus::Counter& counter, double total) {
  counter.Increment(std::max(0.0, total - counter.Value()));
}

void show_pool(families& all, const std::string& name, const pool_figures& seen) {
  const std::map<std::string, std::string> labels{{"pool", name}};
  all.database_connections.Add(labels).Set(static_cast<double>(seen.threads));
  all.database_waiting.Add(labels).Set(static_cast<double>(seen.waiting));
  raise(all.database_busy.Add(labels), seconds(seen.busy));
  raise(all.database_retries.Add(labels), static_cast<double>(seen.retries));
}

void show_source(families& all, const std::string& source, const source_figures& seen) {
  for (const char* state : {"closed", "open", "half_open"}) {
    all.breaker_state.Add({{"source", source}, {"state", state}}).Set(seen.breaker == state ? 1 : 0);
  }
  all.open_hosts.Add({{"source", source}}).Set(static_cast<double>(seen.open_hosts));
  all.breaker_open.Add({{"source", source}}).Set(seconds(seen.open_for));
  all.fetch_waiting.Add({{"source", source}}).Set(static_cast<double>(seen.waiting));
  all.fetch_in_flight.Add({{"source", source}}).Set(static_cast<double>(seen.in_flight));
  all.slowed_hosts.Add({{"source", source}}).Set(static_cast<double>(seen.slowed_hosts));
}

} // namespace

struct meter::parts {
  explicit parts(std::chrono::milliseconds slow) : database_slow(slow) {}

  families all;
  std::chrono::milliseconds database_slow;
  mutable std::mutex guard; ///< of what follows
  alerts::sample totals;
  hourly created;
  double score_sum = 0;
  std::uint64_t scores = 0;
  double quality_sum = 0;
  std::uint64_t observed = 0;
  process_times process;
};

meter::meter(const std::string& version, std::chrono::milliseconds database_slow)
    : parts_(std::make_unique<parts>(database_slow)) {
  parts_->all.build.Add({{"version", version}}).Set(1);
  set(gauges{});
  // Series that exist from the start, so that a rate over them sees their first step.
  for (const char* fate : {"created", "updated", "merged"}) {
    parts_->all.leads.Add({{"change", fate}});
  }
  parts_->all.blocked.Add({});
  parts_->all.database_errors.Add({});
  parts_->all.lease_expired.Add({});
  parts_->all.slow_closed.Add({});
  for (const char* limit : {"parse_time", "parse_memory"}) {
    parts_->all.parse_budget.Add({{"limit", limit}});
  }
  parts_->all.extract_time.Add({}, time_buckets);
  parts_->all.score.Add({}, score_buckets);
}

meter::~meter() = default;

void meter::request_answered(std::string_view method, std::string_view route, int status,
                             std::chrono::microseconds took) {
  const std::string name(route.empty() ? "none" : route);
  parts_->all.requests
      .Add({{"method", std::string(method)}, {"route", name}, {"status", std::to_string(status)}})
      .Increment();
  parts_->all.request_time.Add({{"route", name}}, time_buckets).Observe(seconds(took));
  const std::lock_guard lock(parts_->guard);
  ++parts_->totals.requests.all;
  parts_->totals.requests.bad += status >= 500 ? 1 : 0;
}

void meter::database_answered(std::string_view call, std::chrono::microseconds took, bool good) {
  parts_->all.database_time.Add({{"call", std::string(call)}}, time_buckets).Observe(seconds(took));
  if (!good) {
    parts_->all.database_errors.Add({}).Increment();
  }
  const std::lock_guard lock(parts_->guard);
  ++parts_->totals.database_calls.all;
  parts_->totals.database_calls.bad += took > parts_->database_slow ? 1 : 0;
}

void meter::committed(const unit_of_work& unit, const commit_result& /*how*/) {
  for (const lead_change& change : unit.leads) {
    parts_->all.leads.Add({{"change", fate_of(change)}}).Increment();
    parts_->all.score.Add({}, score_buckets).Observe(change.lead.company.lead_score);
  }
  for (const observation& seen : unit.observations) {
    parts_->all.observations.Add({{"source", seen.source}}).Increment();
  }
  for (const rejected_record& refused : unit.rejected) {
    parts_->all.rejected.Add({{"source", refused.source}}).Increment();
  }
  for (const job_change& change : unit.jobs) {
    if (change.status && is_final(*change.status)) {
      parts_->all.jobs_ended.Add({{"status", to_string(*change.status)}}).Increment();
    }
  }
  for (const event_draft& told : unit.events) {
    parts_->all.events.Add({{"type", told.header.type}}).Increment();
  }
  const std::lock_guard lock(parts_->guard);
  for (const lead_change& change : unit.leads) {
    parts_->created.add(std::chrono::steady_clock::now(), change.lead.version == 0 ? 1 : 0);
    parts_->score_sum += change.lead.company.lead_score;
    ++parts_->scores;
  }
  for (const observation& seen : unit.observations) {
    parts_->quality_sum += seen.quality;
    ++parts_->observed;
  }
}

void meter::fenced() {
  parts_->all.lease_expired.Add({}).Increment();
}

void meter::waited(std::string_view source, std::chrono::milliseconds time) {
  parts_->all.limit_wait.Add({{"source", std::string(source)}}, wait_buckets).Observe(seconds(time));
}

void meter::extracted(std::chrono::microseconds took, std::string_view exceeded) {
  parts_->all.extract_time.Add({}, time_buckets).Observe(seconds(took));
  if (!exceeded.empty()) {
    parts_->all.parse_budget.Add({{"limit", std::string(exceeded)}}).Increment();
  }
}

void meter::subscriber_dropped() {
  parts_->all.slow_closed.Add({}).Increment();
}

void meter::fetched(std::string_view source, const fetch_outcome& how) {
  if (how.failure == fetch_failure::address_refused) {
    parts_->all.blocked.Add({}).Increment();
  }
  if (source.empty()) {
    return;
  }
  const std::string name(source);
  parts_->all.fetches.Add({{"source", name}, {"outcome", class_of(how)}}).Increment();
  parts_->all.fetch_time.Add({{"source", name}}, time_buckets).Observe(seconds(how.duration));
  parts_->all.fetched_bytes.Add({{"source", name}}).Increment(static_cast<double>(how.wire_bytes));
  if (how.failure == fetch_failure::cancelled) {
    return;
  }
  const std::lock_guard lock(parts_->guard);
  alerts::tally& total = parts_->totals.fetches[name];
  ++total.all;
  total.bad += is_good(how) ? 0 : 1;
}

void meter::delivered(std::string_view target, bool good) {
  parts_->all.deliveries.Add({{"target", std::string(target)}, {"outcome", good ? "good" : "failed"}})
      .Increment();
}

void meter::set(const gauges& seen) {
  families& all = parts_->all;
  all.jobs.Add({{"state", "running"}}).Set(static_cast<double>(seen.running_jobs));
  all.jobs.Add({{"state", "queued"}}).Set(static_cast<double>(seen.queued_jobs));
  all.queue.Add({}).Set(static_cast<double>(seen.queued_jobs));
  all.outbox_length.Add({}).Set(static_cast<double>(seen.outbox_length));
  all.outbox_lag.Add({}).Set(seconds(seen.outbox_lag));
  all.disk_free.Add({}).Set(static_cast<double>(seen.disk_free));
  if (seen.certificate_left) {
    all.certificate_left.Add({}).Set(seconds(*seen.certificate_left));
  }
  all.queue_age.Add({}).Set(seconds(seen.queue_age));
  all.held_bytes.Add({}).Set(static_cast<double>(seen.held_bytes));
  all.connections.Add({}).Set(static_cast<double>(seen.connections));
  all.websockets.Add({}).Set(static_cast<double>(seen.websockets));
  const std::lock_guard lock(parts_->guard);
  for (const auto& [pool, figures] : seen.database) {
    show_pool(all, pool, figures);
  }
  for (const auto& [source, figures] : seen.sources) {
    show_source(all, source, figures);
  }
}

void meter::set(const std::vector<alerts::firing>& firings) {
  for (const char* name : {"api_error_rate", "scrape_success", "database_slow", "queue_backlog", "outbox_lag",
                           "breaker_open", "disk_low", "certificate_expiry"}) {
    const bool on = std::any_of(firings.begin(), firings.end(),
                                [&](const alerts::firing& f) { return f.what.name == name; });
    parts_->all.alerts.Add({{"alert", name}}).Set(on ? 1 : 0);
  }
}

void meter::fill(alerts::sample& figures) const {
  const std::lock_guard lock(parts_->guard);
  figures.requests = parts_->totals.requests;
  figures.fetches = parts_->totals.fetches;
  figures.database_calls = parts_->totals.database_calls;
}

std::string meter::text() const {
  families& all = parts_->all;
  {
    const std::lock_guard lock(parts_->guard);
    all.leads_per_hour.Add({}).Set(
        static_cast<double>(parts_->created.sum(std::chrono::steady_clock::now())));
    all.average_score.Add({}).Set(
        parts_->scores == 0 ? 0 : parts_->score_sum / static_cast<double>(parts_->scores));
    all.quality.Add({}).Set(
        parts_->observed == 0 ? 0 : 100 * parts_->quality_sum / static_cast<double>(parts_->observed));
    for (const auto& [source, total] : parts_->totals.fetches) {
      all.success.Add({{"source", source}})
          .Set(static_cast<double>(total.all - total.bad) / static_cast<double>(total.all));
    }
    parts_->process.show(all);
  }
  std::ostringstream out;
  prometheus::TextSerializer().Serialize(out, all.registry.Collect());
  return std::move(out).str();
}

} // namespace leadstream::metrics
