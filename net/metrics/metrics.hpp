#pragma once
#include "domain/alerts/watch.hpp"
#include "domain/service.hpp"
#include "domain/telemetry.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace leadstream::metrics {

/// How busy the threads of a pool are.
struct pool_figures {
  std::uint64_t threads = 0;
  std::uint64_t waiting = 0;
  std::chrono::microseconds busy{0}; ///< of all since the start
  std::uint64_t retries = 0;         ///< since the start
};

/// What a source does and how it is spared.
struct source_figures {
  std::string breaker; ///< "closed", "open", "half_open"
  std::uint64_t open_hosts = 0;
  std::uint64_t waiting = 0; ///< requests
  std::uint64_t in_flight = 0;
  std::uint64_t slowed_hosts = 0;
  std::chrono::milliseconds open_for{0};
};

/// What is measured by looking instead of counting.
struct gauges {
  std::uint64_t running_jobs = 0;
  std::uint64_t queued_jobs = 0;
  std::chrono::milliseconds queue_age{0};
  std::uint64_t held_bytes = 0;
  std::uint64_t connections = 0;
  std::uint64_t websockets = 0;
  std::map<std::string, pool_figures> database; ///< "read", "write"
  std::uint64_t outbox_length = 0;
  std::chrono::milliseconds outbox_lag{0};
  std::uint64_t disk_free = 0;
  std::map<std::string, source_figures> sources;             ///< by source
  std::optional<std::chrono::milliseconds> certificate_left; ///< life of the server's; nothing without TLS
};

/// Counts what it is told, for Prometheus (text format 0.0.4, names leadstream_*). Any thread.
class meter : public telemetry {
public:
  /// `database_slow`: calls that take longer are counted as slow for the alerts.
  meter(const std::string& version, std::chrono::milliseconds database_slow);
  ~meter() override;

  void request_answered(std::string_view method, std::string_view route, int status,
                        std::chrono::microseconds took) override;
  void database_answered(std::string_view call, std::chrono::microseconds took, bool good) override;
  void committed(const unit_of_work& unit, const commit_result& how) override;
  void fenced() override;
  void fetched(std::string_view source, const fetch_outcome& how) override;
  void waited(std::string_view source, std::chrono::milliseconds time) override;
  void extracted(std::chrono::microseconds took, std::string_view exceeded) override;
  void subscriber_dropped() override;
  /// A delivery to an endpoint or a CRM ended: `target` is "webhook", "hubspot", …
  void delivered(std::string_view target, bool good);

  void set(const gauges& seen);
  void set(const std::vector<alerts::firing>& firings);

  /// The totals that alerts are worked out from; the rest of the sample stays as it is.
  void fill(alerts::sample& figures) const;
  /// Everything, as Prometheus reads it.
  std::string text() const;

private:
  struct parts;
  std::unique_ptr<parts> parts_;
};

/// A fetcher that tells how each fetch ended. `source_of` names the source of a URL; without a name only
/// refused addresses are counted.
std::unique_ptr<page_fetcher> measure(page_fetcher& inner, telemetry& told,
                                      std::function<std::string(const std::string& url)> source_of);

} // namespace leadstream::metrics
