#include "domain/flow/token_bucket.hpp"

#include <algorithm>
#include <cmath>

namespace leadstream::flow {
namespace {

constexpr double nanoseconds_a_minute = 6e10;
constexpr double longest_interval = 30 * 24 * 60 * nanoseconds_a_minute;

/// Rounded up, so that the rate is never exceeded by rounding.
std::chrono::nanoseconds interval_of(double per_minute) {
  if (!(per_minute > 0))
    return std::chrono::nanoseconds(0);
  return std::chrono::nanoseconds(
      static_cast<std::int64_t>(std::min(std::ceil(nanoseconds_a_minute / per_minute), longest_interval)));
}

} // namespace

token_bucket::token_bucket(double per_minute, std::uint32_t burst, monotonic_time now, bool cold)
    : interval_(interval_of(per_minute)), burst_(std::max<std::int64_t>(burst, 1)),
      next_(cold ? now + interval_ * burst_ : now) {}

bool token_bucket::take(monotonic_time now) {
  if (now < ready_at())
    return false;
  next_ = std::max(next_, now) + interval_;
  return true;
}

void token_bucket::set_rate(double per_minute, std::uint32_t burst, monotonic_time now) {
  interval_ = interval_of(per_minute);
  burst_ = std::max<std::int64_t>(burst, 1);
  next_ = std::min(next_, now + interval_ * burst_);
}

} // namespace leadstream::flow
