#include "net/deliver/webhook_sender.hpp"

#include "domain/delivery/signature.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <tuple>
#include <utility>

namespace leadstream::deliver {
namespace {

using delivery::attempt;
using delivery::lane_work;

constexpr std::size_t lanes_at_once = 512;
constexpr std::size_t lane_depth = 32;
constexpr std::chrono::seconds last_patience{3};
constexpr std::chrono::minutes prune_interval{10};

} // namespace

/// Shared with the completions that are under way.
class webhook_sender::desk : public std::enable_shared_from_this<webhook_sender::desk> {
public:
  desk(delivery::webhook_store& outbox, page_fetcher& fetcher, sender_options options)
      : outbox_(outbox), fetcher_(fetcher), options_(std::move(options)) {}

  void start() {
    thread_ = std::thread([this] { run(); });
  }

  void stop() {
    std::unique_lock lock(guard_);
    stopping_ = true;
    changed_.notify_all();
    changed_.wait_for(lock, last_patience, [this] { return busy_.empty() && !looking_; });
    lock.unlock();
    if (thread_.joinable()) {
      thread_.join();
    }
  }

private:
  using lane_key = std::tuple<std::string, uuid, uuid>;
  /// A lane under way: what is still to be sent on it.
  struct lane_run {
    lane_work work;
    std::size_t next = 0;
  };
  using run_ptr = std::shared_ptr<lane_run>;

  static lane_key key_of(const lane_work& work) { return {work.tenant.value, work.to.id, work.lane}; }

  void run() {
    std::unique_lock lock(guard_);
    while (!stopping_) {
      if (!looking_) {
        looking_ = true;
        lock.unlock();
        look();
        lock.lock();
      }
      changed_.wait_for(lock, options_.poll, [this] { return stopping_ || std::exchange(hurry_, false); });
    }
  }

  void look() {
    prune();
    outbox_.due(options_.clock(), lanes_at_once, lane_depth,
                [self = shared_from_this()](result<std::vector<lane_work>> due) {
                  self->begin(due ? std::move(*due) : std::vector<lane_work>());
                });
  }

  void prune() {
    const auto now = std::chrono::steady_clock::now();
    if (options_.kept.count() > 0 && now >= prune_at_) {
      prune_at_ = now + prune_interval;
      outbox_.prune(options_.clock() - options_.kept, [](const result<done>& /*tried again later*/) {});
    }
  }

  void begin(std::vector<lane_work> due) {
    std::vector<run_ptr> fresh;
    {
      const std::lock_guard lock(guard_);
      looking_ = false;
      due_.clear();
      const auto stale = std::exchange(ended_while_looking_, {});
      for (lane_work& work : due) {
        if (stale.contains(key_of(work))) {
          hurry_ = true;
        } else if (!work.deliveries.empty() && !busy_.contains(key_of(work))) {
          due_[work.to.id].push_back(std::move(work));
        }
      }
      for (auto& [endpoint, lanes] : due_) {
        start_due(endpoint, lanes, fresh);
      }
    }
    send_all(fresh);
    changed_.notify_all();
  }

  /// Starts what is due at an endpoint, as far as it has room.
  void start_due(const uuid& endpoint, std::deque<lane_work>& lanes, std::vector<run_ptr>& fresh) {
    while (!stopping_ && !lanes.empty() && per_endpoint_[endpoint] < options_.concurrency) {
      busy_.insert(key_of(lanes.front()));
      ++per_endpoint_[endpoint];
      fresh.push_back(std::make_shared<lane_run>(lane_run{std::move(lanes.front())}));
      lanes.pop_front();
    }
  }

  void send_all(const std::vector<run_ptr>& lanes) {
    for (const run_ptr& lane : lanes) {
      send(lane);
    }
  }

  void send(const run_ptr& lane) {
    const delivery::delivery& what = lane->work.deliveries[lane->next];
    http_request request;
    request.method = "POST";
    request.url = lane->work.to.url;
    request.body = delivery::body_of(what);
    request.headers = delivery::signed_headers(lane->work.to, what, options_.clock(), request.body);
    request.headers.push_back({"Content-Type", "application/json"});
    request.headers.insert(request.headers.end(), lane->work.to.headers.begin(), lane->work.to.headers.end());
    fetch_limits limits;
    limits.timeout = options_.timeout;
    limits.connect_timeout = std::min(limits.connect_timeout, options_.timeout);
    limits.wire_bytes = limits.decoded_bytes = options_.answer_bytes;
    limits.cut = true; // the status is what counts
    fetcher_.fetch(
        std::move(request), limits,
        [self = shared_from_this(), lane](const fetch_outcome& outcome) { self->sent(lane, outcome); });
  }

  void sent(const run_ptr& lane, const fetch_outcome& outcome) {
    if (outcome.failure == fetch_failure::cancelled) {
      return finish(lane);
    }
    const delivery::delivery& what = lane->work.deliveries[lane->next];
    const double jitter = static_cast<double>(options_.random() % 1'000) / 1'000;
    attempt made{lane->work.tenant, lane->work.to.id, lane->work.lane, what.id, options_.clock(), {}};
    made.how = delivery::judge(options_.how, lane->work.to, what.attempts + 1, outcome, made.at, jitter);
    if (options_.told) {
      options_.told(made);
    }
    const bool go_on =
        made.how.state != delivery::delivery_state::waiting && made.how.disable_because.empty();
    outbox_.record(made, [self = shared_from_this(), lane, go_on](const result<done>& stored) {
      self->recorded(lane, go_on && stored.ok());
    });
  }

  void recorded(const run_ptr& lane, bool go_on) {
    const bool more = go_on && ++lane->next < lane->work.deliveries.size();
    if (more && !is_stopping()) {
      return send(lane);
    }
    finish(lane);
  }

  void finish(const run_ptr& lane) {
    std::vector<run_ptr> fresh;
    {
      const std::lock_guard lock(guard_);
      const uuid endpoint = lane->work.to.id;
      busy_.erase(key_of(lane->work));
      if (looking_) {
        ended_while_looking_.insert(key_of(lane->work));
      }
      const bool sent = lane->next == lane->work.deliveries.size();
      if (--per_endpoint_[endpoint] == 0) {
        per_endpoint_.erase(endpoint);
      }
      auto& lanes = due_[endpoint];
      if (sent) {
        start_due(endpoint, lanes, fresh);
      } else {
        lanes.clear(); // the endpoint may be switched off by now
      }
      hurry_ = hurry_ || (sent && lanes.empty()); // a lane that was sent to the end may have more
      changed_.notify_all();
    }
    send_all(fresh);
  }

  bool is_stopping() {
    const std::lock_guard lock(guard_);
    return stopping_;
  }

  delivery::webhook_store& outbox_;
  page_fetcher& fetcher_;
  sender_options options_;
  std::mutex guard_;
  std::condition_variable changed_;
  bool stopping_ = false;
  bool looking_ = false;
  bool hurry_ = false;
  std::set<lane_key> busy_;
  /// What a look under way may still show as due although it was just sent.
  std::set<lane_key> ended_while_looking_;
  std::map<uuid, std::uint32_t> per_endpoint_;
  std::map<uuid, std::deque<lane_work>> due_; ///< what the last look found and nothing was begun of
  std::chrono::steady_clock::time_point prune_at_{};
  std::thread thread_;
};

webhook_sender::webhook_sender(delivery::webhook_store& outbox, page_fetcher& fetcher, sender_options options)
    : desk_(std::make_shared<desk>(outbox, fetcher, std::move(options))) {}

webhook_sender::~webhook_sender() {
  stop();
}

void webhook_sender::start() {
  desk_->start();
}

void webhook_sender::stop() {
  desk_->stop();
}

} // namespace leadstream::deliver
