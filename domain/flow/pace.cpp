#include "domain/flow/pace.hpp"

#include <algorithm>

namespace leadstream::flow {
namespace {

constexpr double follow_fast = 0.5;
constexpr double follow_slowly = 0.05;
constexpr double most = 16;
/// An answer counts as slow when it takes this much longer than usual, and at least this many milliseconds
/// more.
constexpr double slow_ratio = 2;
constexpr double slow_margin = 300;
constexpr double longest_extra = 60'000;

} // namespace

void pace::learn(std::chrono::milliseconds took, bool overloaded) {
  const auto time = static_cast<double>(took.count());
  const bool first = usual_ == 0 && recent_ == 0;
  recent_ = first ? time : recent_ + follow_fast * (time - recent_);
  usual_ = first ? time : usual_ + follow_slowly * (time - usual_);
  if (overloaded) {
    factor_ = std::min(most, factor_ * 2);
  } else if (recent_ > usual_ * slow_ratio && recent_ > usual_ + slow_margin) {
    factor_ = std::min(most, factor_ * 1.5);
  } else {
    factor_ = std::max(1.0, factor_ * 0.8);
  }
}

std::chrono::milliseconds pace::stretched(std::chrono::milliseconds pause) const {
  const auto asked = static_cast<double>(pause.count());
  if (pause.count() <= 0) {
    return pause; // the operator's own host
  }
  const double wanted = std::max(asked * factor_, recent_);
  return std::chrono::milliseconds(static_cast<std::int64_t>(std::min(wanted, asked + longest_extra)));
}

} // namespace leadstream::flow
