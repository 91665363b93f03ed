#include "domain/alerts/alert.hpp"

#include <algorithm>
#include <cmath>

namespace leadstream::alerts {
namespace {

double seconds(std::chrono::milliseconds time) {
  return static_cast<double>(time.count()) / 1'000;
}

/// What happened between two looks.
struct share {
  double bad_percent = 0; ///< 0 when nothing happened
  bool says = false;      ///< enough happened
};

share share_of(const tally& begin, const tally& now, std::uint64_t least) {
  const std::uint64_t all = now.all - begin.all;
  if (all == 0) {
    return {};
  }
  return {std::round(1'000.0 * static_cast<double>(now.bad - begin.bad) / static_cast<double>(all)) / 10,
          all >= least};
}

class judgement {
public:
  judgement(const thresholds& limits, const sample& begin, const sample& now)
      : limits_(limits), begin_(begin), now_(now) {}

  std::vector<reading> all() {
    judge_ratios();
    judge_levels();
    judge_supplies();
    return std::move(readings_);
  }

private:
  void read(std::string name, std::string about, double value, double limit, bool wrong, std::string detail) {
    readings_.push_back({{std::move(name), std::move(about), value, limit, std::move(detail)}, wrong});
  }

  void judge_ratios() {
    const share errors = share_of(begin_.requests, now_.requests, limits_.least_events);
    read("api_error_rate", "", errors.bad_percent, limits_.api_error_percent,
         errors.says && errors.bad_percent > limits_.api_error_percent,
         "many requests fail on our side; the log names each by its error_id");
    for (const auto& [source, total] : now_.fetches) {
      const auto before = begin_.fetches.find(source);
      const share failed =
          share_of(before == begin_.fetches.end() ? tally{} : before->second, total, limits_.least_events);
      const double good = 100 - failed.bad_percent;
      read("scrape_success", source, good, limits_.success_percent,
           failed.says && good < limits_.success_percent,
           "the source answers badly; look at the errors of its jobs");
    }
    // One call in twenty is slow when the 95th percentile is.
    const share slow = share_of(begin_.database_calls, now_.database_calls, limits_.least_events);
    read("database_slow", "", slow.bad_percent, 5, slow.says && slow.bad_percent > 5,
         "more than 5 % of the database's answers take over " +
             std::to_string(limits_.database_time.count()) + " ms; look at the disk and at long reads");
  }

  void judge_levels() {
    read("queue_backlog", "", static_cast<double>(now_.queued_jobs), static_cast<double>(limits_.queue),
         now_.queued_jobs > limits_.queue, "jobs wait; raise jobs.running or search less");
    read("outbox_lag", "", seconds(now_.outbox_lag), seconds(limits_.outbox_lag),
         now_.outbox_lag > limits_.outbox_lag,
         "deliveries are late; `leadstream webhooks deliveries` shows which endpoint fails");
    for (const auto& [source, time] : now_.breakers) {
      read("breaker_open", source, seconds(time), seconds(limits_.breaker_open), time > limits_.breaker_open,
           "the source has failed for long; check its address and key, or switch it off");
    }
  }

  void judge_supplies() {
    if (now_.disk_free) {
      read("disk_low", "", static_cast<double>(*now_.disk_free), static_cast<double>(limits_.disk_free),
           *now_.disk_free < limits_.disk_free, "the data directory's disk is nearly full; make room");
    }
    if (now_.certificate_left) {
      read("certificate_expiry", "", seconds(*now_.certificate_left), seconds(limits_.certificate_left),
           *now_.certificate_left < limits_.certificate_left, "the server's certificate ends soon; renew it");
    }
  }

  const thresholds& limits_;
  const sample& begin_;
  const sample& now_;
  std::vector<reading> readings_;
};

} // namespace

std::vector<reading> judge(const thresholds& limits, const sample& begin, const sample& now) {
  return judgement(limits, begin, now).all();
}

} // namespace leadstream::alerts
