#include "domain/flow/host_lane.hpp"

#include "domain/flow/backoff.hpp"

#include <algorithm>
#include <utility>

namespace leadstream::flow {
namespace {

std::chrono::milliseconds with_margin(std::chrono::milliseconds wait) {
  return wait.count() > 0 ? wait + travel_margin : wait;
}

/// The rate whose requests are further apart by the margin.
double with_margin(double per_minute) {
  constexpr double minute = 60'000;
  return per_minute > 0 ? minute / (minute / per_minute + static_cast<double>(travel_margin.count())) : 0;
}

} // namespace

host_lane::host_lane(const lane_rules& rules, monotonic_time now, bool cold, random_source random)
    : rules_(rules), random_(std::move(random)),
      bucket_(with_margin(rules.requests_per_minute), 1, now, cold), breaker_(rules.breaker),
      slots_(std::max(rules.concurrency, 1u)) {
  if (!cold)
    return;
  last_end_ = now;
  for (auto& each : slots_)
    each.free_at = now + slot_delay();
}

leave host_lane::ask(monotonic_time now) {
  // A Crawl-delay is kept from the end of a request, so that no wait on the way can shorten it at the server.
  const bool one_by_one = crawl_delay_.count() > 0 && in_flight_ > 0;
  if (in_flight_ >= usable_slots() || one_by_one || breaker_.probing())
    return {leave::kind::wait_finish, {}, {}};
  if (!breaker_.admits(now))
    return {leave::kind::open, {}, breaker_.open_until()};
  const std::size_t next = earliest_slot();
  const auto at = std::max({not_before_, bucket_.ready_at(), last_end_ + crawl_delay_, slots_[next].free_at});
  if (at > now)
    return {leave::kind::wait, {}, at};
  return {leave::kind::granted, start(next, now), now};
}

permit host_lane::start(std::size_t index, monotonic_time now) {
  bucket_.take(now);
  slots_[index].busy = true;
  ++in_flight_;
  if (rules_.requests_per_session != 0 && session_requests_ >= rules_.requests_per_session) {
    ++session_;
    session_requests_ = 0;
  }
  ++session_requests_;
  return {static_cast<std::uint32_t>(index), breaker_.enter(now).value_or(0), session_};
}

void host_lane::finished(const permit& used, verdict how, monotonic_time now,
                         std::optional<std::chrono::milliseconds> retry_after) {
  if (used.slot >= slots_.size() || !slots_[used.slot].busy)
    return;
  slots_[used.slot] = {false, now + slot_delay()};
  --in_flight_;
  last_end_ = now;
  if (retry_after)
    not_before_ = std::max(not_before_, now + *retry_after);
  if (how == verdict::success)
    breaker_.succeeded(used.generation);
  else if (how == verdict::failure)
    breaker_.failed(used.generation, now);
  else
    breaker_.ended(used.generation);
}

void host_lane::set_crawl_delay(std::chrono::milliseconds delay) {
  crawl_delay_ = with_margin(delay);
}

void host_lane::set_rules(const lane_rules& rules, monotonic_time now) {
  rules_ = rules;
  bucket_.set_rate(with_margin(rules.requests_per_minute), 1, now);
  breaker_.set_rules(rules.breaker);
  slots_.resize(std::max<std::size_t>(slots_.size(), usable_slots()));
}

bool host_lane::idle(monotonic_time now) const {
  return in_flight_ == 0 && breaker_.pristine() && pace_.relaxed() && bucket_.full(now) &&
         not_before_ <= now && last_end_ + crawl_delay_ <= now &&
         std::all_of(slots_.begin(), slots_.end(), [&](const slot& each) { return each.free_at <= now; });
}

std::size_t host_lane::earliest_slot() const {
  const auto later = [](const slot& a, const slot& b) {
    return std::pair(a.busy, a.free_at) < std::pair(b.busy, b.free_at);
  };
  const auto end = slots_.begin() + static_cast<std::ptrdiff_t>(usable_slots());
  return static_cast<std::size_t>(std::min_element(slots_.begin(), end, later) - slots_.begin());
}

std::chrono::milliseconds host_lane::slot_delay() const {
  return with_margin(pace_.stretched(random_delay(rules_.min_delay, rules_.max_delay, random_)));
}

} // namespace leadstream::flow
