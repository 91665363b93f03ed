#pragma once
#include "domain/model/time.hpp"

#include <chrono>
#include <cstdint>
#include <optional>

namespace leadstream::flow {

/// When a breaker opens and for how long.
struct breaker_rules {
  std::uint32_t threshold = 5; ///< consecutive failures that open it, at least 1
  std::chrono::milliseconds cooldown{
      30'000}; ///< after the first opening; doubles with each further one in a row
  std::chrono::milliseconds max_cooldown{600'000};

  bool operator==(const breaker_rules&) const = default;
};

enum class breaker_state : std::uint8_t {
  closed,   ///< requests pass
  open,     ///< nothing passes until open_until()
  half_open ///< one probe passes or is under way
};
/// "closed", "open", "half_open".
const char* to_string(breaker_state state);

/// Stops asking a server that keeps failing, and finds out with single probes when it is well again. Every
/// change of state begins a new generation; results of requests of an older one change nothing. Not
/// thread-safe.
class circuit_breaker {
public:
  explicit circuit_breaker(const breaker_rules& rules) : rules_(rules) {}

  breaker_state state(monotonic_time now) const;
  /// As the last result left it: open also while the cool-down has passed and no probe was sent.
  breaker_state state() const { return state_; }
  /// When the cool-down ends; meaningful while open.
  monotonic_time open_until() const { return open_until_; }
  /// Whether the one probe is under way.
  bool probing() const { return state_ == breaker_state::half_open; }
  /// Whether enter() would let a request pass.
  bool admits(monotonic_time now) const;
  /// Whether nothing of the past is remembered: closed and without a failure.
  bool pristine() const { return state_ == breaker_state::closed && failures_ == 0; }

  /// Lets a request pass and gives the generation that its result must carry; nothing when it may not.
  std::optional<std::uint64_t> enter(monotonic_time now);

  void succeeded(std::uint64_t generation);
  void failed(std::uint64_t generation, monotonic_time now);
  /// The request ended without telling anything (404, cancelled). A probe makes room for the next one.
  void ended(std::uint64_t generation);

  /// Forgets the failures: an operator knows that the server is well.
  void reset();

  /// For openings to come.
  void set_rules(const breaker_rules& rules) { rules_ = rules; }

private:
  void become(breaker_state next);
  void open(monotonic_time now);

  breaker_rules rules_;
  breaker_state state_ = breaker_state::closed; ///< half_open only while the probe is under way
  std::uint64_t generation_ = 1;
  std::uint32_t failures_ = 0; ///< consecutive ones while closed
  std::uint32_t openings_ = 0; ///< consecutive ones since it was last closed
  monotonic_time open_until_{};
};

} // namespace leadstream::flow
