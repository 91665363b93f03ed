#pragma once
#include "actors/job_context.hpp"
#include "app/operations/work_log.hpp"
#include "config/settings.hpp"
#include "net/metrics/monitor.hpp"

#include <functional>
#include <memory>

namespace leadstream::app {

/// The metrics, the fetcher that is counted, and the alerts of a serving process. Made before the node,
/// started after it.
class watching {
public:
  watching(const config::settings& s, const actors::job_options& jobs, page_fetcher& fetcher,
           std::function<void(const serve::log_line&)> log);

  /// Of the sources: counted by source.
  page_fetcher& fetcher() { return *fetcher_; }
  /// Of deliveries, which no source asked for.
  page_fetcher& deliverer() { return *deliverer_; }
  metrics::meter& meter() { return meter_; }
  /// Who hears how the work goes: the metrics and the log.
  telemetry& told() { return work_; }
  api::operations& operations() { return *monitor_; }

  /// What else is measured by looking; before start().
  void look_at(std::function<void(metrics::gauges&)> look) { monitor_->look_at(std::move(look)); }

  /// Alerts are told to the log and, as events, to subscribers and webhooks.
  void start(service& inside);
  void stop() { monitor_->stop(); }

private:
  metrics::meter meter_;
  work_log work_;
  std::unique_ptr<page_fetcher> fetcher_;
  std::unique_ptr<page_fetcher> deliverer_;
  std::function<void(const serve::log_line&)> log_;
  service* inside_ = nullptr;
  std::unique_ptr<metrics::monitor> monitor_;
};

} // namespace leadstream::app
