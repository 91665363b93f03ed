#include "app/operations/retention.hpp"

#include "app/operations/wait_for.hpp"
#include "config/value.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace leadstream::app {
namespace {

constexpr std::chrono::milliseconds longest_pause{std::chrono::minutes(60)};
constexpr std::chrono::milliseconds shortest_pause{std::chrono::seconds(1)};
/// Data are swept sixty times in their life; who asks for them in between gets none that is over for longer
/// than a part of it, or than two seconds.
constexpr int sweeps_in_a_life = 60;
constexpr int lateness_in_a_life = 3'600;
constexpr std::chrono::milliseconds longest_lateness{std::chrono::seconds(2)};

/// "data from places for 30 days"
std::string words_of(const std::string& source, std::chrono::milliseconds life) {
  constexpr std::array units{std::pair{std::chrono::milliseconds(std::chrono::hours(24)), "day"},
                             std::pair{std::chrono::milliseconds(std::chrono::hours(1)), "hour"},
                             std::pair{std::chrono::milliseconds(std::chrono::minutes(1)), "minute"}};
  const auto unit = std::find_if(units.begin(), units.end(),
                                 [&](const auto& u) { return life % u.first == u.first.zero(); });
  const auto count = unit == units.end() ? life / std::chrono::seconds(1) : life / unit->first;
  return "data from " + (source == "*" ? "all other sources" : source) + " for " + std::to_string(count) +
         " " + (unit == units.end() ? "second" : unit->second) + (count == 1 ? "" : "s");
}

/// When the oldest of what is left must be gone, in milliseconds since the epoch.
std::int64_t due_of(const law::expiry& left, std::chrono::milliseconds life) {
  const auto late = std::min(life / lateness_in_a_life, longest_lateness);
  return left.oldest ? (*left.oldest + life + late).time_since_epoch().count()
                     : std::numeric_limits<std::int64_t>::max();
}

} // namespace

retention::retention(law::law_store& store, const std::vector<std::string>& rules) : store_(store) {
  for (const std::string& line : rules) {
    const auto equals = line.find('=');
    const std::string source = line.substr(0, line.find_last_not_of(' ', equals - 1) + 1);
    const auto life =
        config::parse_number(config::kind::duration, line.substr(line.find_first_not_of("= ", equals)));
    rules_.push_back({source, std::chrono::milliseconds(static_cast<std::int64_t>(life.value_or(0)))});
  }
}

retention::~retention() {
  stop();
}

std::string retention::in_words() const {
  std::string all;
  for (const rule& r : rules_) {
    all += (all.empty() ? "" : ", ") + words_of(r.source, r.life);
  }
  return all;
}

void retention::start() {
  {
    const std::lock_guard lock(guard_);
    running_ = true;
  }
  thread_ = std::thread([this] { run(); });
}

void retention::stop() {
  {
    const std::lock_guard lock(guard_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) {
    thread_.join();
  }
}

void retention::run() {
  std::unique_lock lock(guard_);
  while (!stopping_) {
    const auto served = std::exchange(waiting_, {});
    lock.unlock();
    expire();
    for (const auto& then : served) {
      then();
    }
    lock.lock();
    wake_.wait_for(lock, pause(), [this] { return stopping_ || !waiting_.empty(); });
  }
  const auto left = std::exchange(waiting_, {});
  lock.unlock();
  for (const auto& then : left) {
    then();
  }
}

void retention::when_current(std::function<void()> then) {
  {
    const std::lock_guard lock(guard_);
    const auto now = system_wall_time().time_since_epoch().count();
    if (running_ && !stopping_ && due_ <= now) {
      waiting_.push_back(std::move(then));
      wake_.notify_all();
      return;
    }
  }
  then();
}

void retention::heed(const std::vector<sources::description>& all) {
  for (const sources::description& about : all) {
    if (const auto life = about.storage.shortest()) {
      terms_.push_back({about.name, *life});
    }
  }
}

void retention::expire() {
  std::int64_t due = never;
  std::vector<std::string> named;
  for (const rule& r : rules_) {
    named.push_back(r.source);
  }
  for (const rule& r : rules_) {
    due = std::min(due, expire_by_age(r, named));
  }
  for (const rule& r : terms_) {
    due = std::min(due, expire_by_terms(r));
  }
  due_ = due;
}

/// Sweeps often enough for the shortest life, and when something is over.
std::chrono::milliseconds retention::pause() const {
  auto most = longest_pause;
  for (const rule& r : rules_) {
    most = std::min(most, r.life / sweeps_in_a_life);
  }
  const auto now = system_wall_time().time_since_epoch();
  const auto until = std::chrono::milliseconds(std::max(due_.load(), now.count()) - now.count());
  return std::max(std::min(most, until), shortest_pause);
}

std::int64_t retention::expire_by_terms(const rule& r) {
  for (;;) {
    const auto left = wait_for<law::expiry>(
        [&](auto answer) { store_.expire_passing(r.source, system_wall_time() - r.life, answer); });
    if (!left || left->gone == 0) {
      return due_of(left ? *left : law::expiry{}, r.life);
    }
  }
}

std::int64_t retention::expire_by_age(const rule& r, const std::vector<std::string>& named) {
  if (r.life.count() <= 0) {
    return never;
  }
  for (;;) {
    const auto left = wait_for<law::expiry>(
        [&](auto answer) { store_.expire(r.source, named, system_wall_time() - r.life, answer); });
    if (!left || left->gone == 0) {
      return due_of(left ? *left : law::expiry{}, r.life);
    }
  }
}

} // namespace leadstream::app
