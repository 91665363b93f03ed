#pragma once
#include "domain/flow/circuit_breaker.hpp"
#include "domain/flow/pace.hpp"
#include "domain/flow/token_bucket.hpp"
#include "domain/model/uuid.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

namespace leadstream::flow {

/// What a lane adds to every wait: a request may travel faster than the one before it, and the server
/// measures by its own clock.
inline constexpr std::chrono::milliseconds travel_margin{25};

/// How politely a lane behaves. All defaults are those of a company website.
struct lane_rules {
  double requests_per_minute = 60;            ///< 0: no limit
  std::uint32_t concurrency = 3;              ///< 1..1,000 requests in flight at once
  std::chrono::milliseconds min_delay{1'000}; ///< random delay kept by each slot between two requests
  std::chrono::milliseconds max_delay{3'000};
  breaker_rules breaker;
  std::uint32_t requests_per_session = 50; ///< a new session (cookies, user agent) after so many; 0: never
};

/// Leave to send one request, to be given back with finished().
struct permit {
  std::uint32_t slot = 0;
  std::uint64_t generation = 0; ///< of the breaker, so that late results change nothing
  std::uint64_t session = 0;    ///< rises by one with each rotation
};

/// The answer to a question for leave.
struct leave {
  enum class kind : std::uint8_t {
    granted,
    wait,        ///< ask again at `at`
    wait_finish, ///< all slots are taken: ask again when one is finished
    open         ///< the breaker is open until `at`
  };
  kind what = kind::wait;
  permit given;
  monotonic_time at{};
};

/// How a request ended, as far as the lane learns from it.
enum class verdict : std::uint8_t {
  success,
  failure, ///< network error, time-out, 429, 5xx, block page: counts for the breaker
  neutral  ///< 404, 410, robots refusal, cancellation: counts for nothing
};

/// The gate of one host or API source: token bucket, slots with their random delay, Retry-After, breaker,
/// sessions. A plain class: time comes in as an argument, nothing waits. Not thread-safe.
class host_lane {
public:
  /// `cold`: the bucket begins empty and every slot as if a request had just ended, so that a restart cannot
  /// double the rate.
  host_lane(const lane_rules& rules, monotonic_time now, bool cold, random_source random);

  /// Takes leave for one request, or says when to ask again. Takes nothing unless granted.
  leave ask(monotonic_time now);

  /// Gives a permit back. `retry_after` (from the answer's header) stops the whole lane until then.
  void finished(const permit& used, verdict how, monotonic_time now,
                std::optional<std::chrono::milliseconds> retry_after = std::nullopt);

  /// Learns how long an answer took and whether the server said that it is overloaded (429, 503): the slots'
  /// pauses stretch with it. Call it before finished().
  void observe(std::chrono::milliseconds took, bool overloaded) { pace_.learn(took, overloaded); }

  /// The least time from the end of a request of the lane to the start of the next (robots.txt's
  /// Crawl-delay); kept beside the other rules. While there is one, requests go one by one.
  void set_crawl_delay(std::chrono::milliseconds delay);

  /// Changes the rules for requests to come (admin, settings reload).
  void set_rules(const lane_rules& rules, monotonic_time now);

  /// Closes the breaker; every other rule holds on.
  void reset_breaker() { breaker_.reset(); }

  /// How many times as long as its rules ask for the pauses are; 1 at its normal pace.
  double slowdown() const { return pace_.relaxed() ? 1 : pace_.factor(); }
  const circuit_breaker& breaker() const { return breaker_; }
  /// Until when a Retry-After keeps the lane closed; long past when none does.
  monotonic_time rests_until() const { return not_before_; }
  std::uint32_t in_flight() const { return in_flight_; }
  /// Whether nothing is in flight and no rule would make the next request wait: such a lane may be forgotten.
  bool idle(monotonic_time now) const;

private:
  struct slot {
    bool busy = false;
    monotonic_time free_at = monotonic_time::min();
  };

  std::uint32_t usable_slots() const { return rules_.concurrency == 0 ? 1 : rules_.concurrency; }
  std::size_t earliest_slot() const;
  permit start(std::size_t index, monotonic_time now);
  std::chrono::milliseconds slot_delay() const;

  lane_rules rules_;
  random_source random_;
  token_bucket bucket_;
  circuit_breaker breaker_;
  std::vector<slot>
      slots_; ///< never fewer than once allowed: those beyond the concurrency are only given back
  std::uint32_t in_flight_ = 0;
  pace pace_;
  std::chrono::milliseconds crawl_delay_{0};
  monotonic_time not_before_ = monotonic_time::min();
  monotonic_time last_end_ = monotonic_time::min();
  std::uint64_t session_ = 0;
  std::uint32_t session_requests_ = 0;
};

} // namespace leadstream::flow
