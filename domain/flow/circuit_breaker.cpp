#include "domain/flow/circuit_breaker.hpp"

#include <algorithm>

namespace leadstream::flow {

const char* to_string(breaker_state state) {
  switch (state) {
  case breaker_state::closed:
    return "closed";
  case breaker_state::open:
    return "open";
  case breaker_state::half_open:
    return "half_open";
  }
  return "unknown";
}

breaker_state circuit_breaker::state(monotonic_time now) const {
  return state_ == breaker_state::open && now >= open_until_ ? breaker_state::half_open : state_;
}

bool circuit_breaker::admits(monotonic_time now) const {
  return state_ == breaker_state::closed || (state_ == breaker_state::open && now >= open_until_);
}

std::optional<std::uint64_t> circuit_breaker::enter(monotonic_time now) {
  if (!admits(now))
    return std::nullopt;
  if (state_ == breaker_state::open)
    become(breaker_state::half_open);
  return generation_;
}

void circuit_breaker::succeeded(std::uint64_t generation) {
  if (generation != generation_)
    return;
  reset();
}

void circuit_breaker::failed(std::uint64_t generation, monotonic_time now) {
  if (generation != generation_)
    return;
  ++failures_;
  if (state_ == breaker_state::half_open || failures_ >= rules_.threshold)
    open(now);
}

void circuit_breaker::ended(std::uint64_t generation) {
  if (generation == generation_ && state_ == breaker_state::half_open)
    become(breaker_state::open);
}

void circuit_breaker::reset() {
  failures_ = 0;
  openings_ = 0;
  if (state_ != breaker_state::closed)
    become(breaker_state::closed);
}

void circuit_breaker::become(breaker_state next) {
  state_ = next;
  ++generation_;
}

void circuit_breaker::open(monotonic_time now) {
  auto cooldown = rules_.cooldown;
  for (std::uint32_t i = 0; i < openings_ && cooldown < rules_.max_cooldown; ++i)
    cooldown *= 2;
  open_until_ = now + std::min(cooldown, rules_.max_cooldown);
  ++openings_;
  failures_ = 0;
  become(breaker_state::open);
}

} // namespace leadstream::flow
