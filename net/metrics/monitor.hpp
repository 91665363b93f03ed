#pragma once
#include "net/api/operations.hpp"
#include "net/metrics/metrics.hpp"

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <thread>

namespace leadstream::metrics {

/// Looks at the figures now and then, on a thread of its own, and says when an alert begins or ends.
class monitor : public api::operations {
public:
  struct options {
    alerts::thresholds limits;
    std::chrono::milliseconds interval{15'000};
    std::filesystem::path directory; ///< whose disk is watched
    wall_clock clock = system_wall_time;
    std::vector<std::function<void(gauges&)>> looks; ///< see look_at()
    /// Called for each alert that begins or ends, on the monitor's thread.
    std::function<void(const alerts::change&)> changed;
  };

  monitor(meter& figures, options how);
  ~monitor() override; ///< stop()
  monitor(const monitor&) = delete;
  monitor& operator=(const monitor&) = delete;

  /// What else is measured by looking: the outbox, the certificate. Called on the monitor's thread and for
  /// /metrics; before start().
  void look_at(std::function<void(gauges&)> look) { how_.looks.push_back(std::move(look)); }

  /// Begins to look; `inside` must live until stop().
  void start(service& inside);
  void stop();

  std::string metrics_text(const health_report& health) override;
  std::vector<alerts::firing> alerts() override;

private:
  void run(service& inside);
  void look(service& inside);
  gauges measured(const health_report& health) const;
  void judge_sources(service& inside, gauges& seen, alerts::sample& now);

  meter& meter_;
  options how_;
  std::mutex guard_;
  std::condition_variable wake_;
  bool stopping_ = false;
  alerts::watch watch_;
  std::map<std::string, std::chrono::steady_clock::time_point> open_since_; ///< breakers, by source
  std::vector<alerts::firing> firings_;
  std::thread thread_;
};

} // namespace leadstream::metrics
