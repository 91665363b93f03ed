#include "net/auth/rate_book.hpp"

#include <algorithm>

namespace leadstream::auth {

using std::chrono::ceil;
using std::chrono::seconds;

rate_state rate_book::take(const std::string& who, std::uint32_t per_minute, moment now) {
  if (per_minute == 0) {
    return {};
  }
  constexpr std::chrono::nanoseconds minute = std::chrono::minutes(1);
  const std::chrono::nanoseconds interval = minute / per_minute;
  const std::lock_guard lock(mutex_);
  if (arrivals_.size() >= sweep_at_) {
    forget_resting(now);
  }
  moment& arrival = arrivals_.try_emplace(who, now).first->second;
  arrival = std::max(arrival, now);
  rate_state state;
  state.limit = per_minute;
  state.allowed = arrival + interval <= now + minute;
  if (state.allowed) {
    arrival += interval;
  } else {
    state.retry_after = ceil<seconds>(arrival + interval - now - minute);
  }
  state.remaining =
      static_cast<std::uint32_t>(std::max<std::int64_t>(0, (now + minute - arrival) / interval));
  state.reset = ceil<seconds>(arrival - now);
  return state;
}

void append_fields(std::vector<header>& to, const rate_state& state) {
  if (state.limit > 0) {
    to.push_back({"RateLimit-Limit", std::to_string(state.limit)});
    to.push_back({"RateLimit-Remaining", std::to_string(state.remaining)});
    to.push_back({"RateLimit-Reset", std::to_string(state.reset.count())});
  }
}

void rate_book::forget_resting(moment now) {
  std::erase_if(arrivals_, [now](const auto& each) { return each.second <= now; });
  sweep_at_ = std::max<std::size_t>(1'024, arrivals_.size() * 2);
}

} // namespace leadstream::auth
