#pragma once
#include "actors/robots_book.hpp"
#include "actors/source_gate.hpp"
#include "domain/flow/answer.hpp"
#include "domain/flow/session.hpp"
#include "domain/url/url.hpp"

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>

namespace leadstream::actors {

/// What a desk asks of the actor around it.
class gate_hands {
public:
  virtual ~gate_hands() = default;
  virtual monotonic_time now() = 0;
  /// Sends one hop; gate_desk::ended() is called with the id when it came back.
  virtual void fetch(std::uint64_t id, http_request request, const fetch_limits& limits) = 0;
  /// gate_desk::kept() shall be called with the id and what the archive keeps of the URL.
  virtual void find_kept(std::uint64_t id, const std::string& url) = 0;
  /// gate_desk::pump() shall be called for the lane at that time.
  virtual void wake(const std::string& lane, monotonic_time at) = 0;
  /// gate_desk::due() shall be called with the id at that time.
  virtual void call_back(std::uint64_t id, monotonic_time at) = 0;
  /// Another gate (or this one) takes the order on; `done` is called with its answer.
  virtual void forward(fetch_order order, std::function<void(fetch_answer)> done) = 0;
};

/// The work of a source gate without the actor: lanes, queues, robots.txt, retries, redirects. Not
/// thread-safe.
class gate_desk {
public:
  using answer_function = std::function<void(fetch_answer)>;

  gate_desk(gate_context context, gate_hands& hands);
  virtual ~gate_desk() = default;
  gate_desk(const gate_desk&) = delete;
  gate_desk& operator=(const gate_desk&) = delete;

  /// Takes an order; `done` is called exactly once, perhaps at once.
  void take(fetch_order order, answer_function done);
  void ended(std::uint64_t id, const fetch_outcome& outcome);
  /// A backoff or the global limit's wait is over.
  void due(std::uint64_t id);
  /// The archive looked for what an order asks for; null: it keeps nothing.
  void kept(std::uint64_t id, const std::shared_ptr<const page>& content);
  /// Closes the breakers of those lanes that are here.
  void reset(const std::string& source, const std::vector<std::string>& names);
  /// Sends what has leave now.
  void pump(const std::string& lane);

private:
  struct request {
    fetch_order order;
    answer_function done;
    url address;
    std::uint32_t attempt = 0;
    flow::permit permit;
    std::vector<header> sent{};          ///< the fields of the last attempt
    std::shared_ptr<const page> stale{}; ///< what is kept of it, to be confirmed by the server
    monotonic_time ready_since{};        ///< when it could have been sent but for the lane

    /// It is robots.txt itself that is wanted, perhaps where a redirect led.
    bool for_robots() const { return order.for_robots; }
  };

  struct lane {
    lane(const flow::lane_rules& rules, monotonic_time now, bool cold, const random_source& random)
        : gate(rules, now, cold, random) {}
    flow::host_lane gate;
    flow::session session;
    std::deque<request> queue;
    monotonic_time wake_at = monotonic_time::max();
  };

  std::string lane_name(const url& address) const;
  lane& lane_of(const url& address);
  void forget_idle_lanes();
  void ask_robots(request r);
  void fetch_robots(const url& address);
  void apply(const robots_verdict& verdict, request r);
  void remember(const request& r, const robots_verdict& verdict) const;
  bool refuse_opted_out(request& r) const;
  bool refuse_suppressed(request& r) const;
  bool joins(request& r);
  void find_kept(request r);
  bool is_cacheable(const request& r) const;
  void look_up(request r);
  void take_turn(request r);
  static std::shared_ptr<const http_request> question(const request& r);
  fetch_outcome archived(const request& r, const fetch_outcome& outcome) const;
  void note_use(const request& r, const page& content) const;
  void moved(const request& r, std::int64_t waiting, std::int64_t in_flight) const;
  void enqueue(request r);
  void send(lane& l, request r, flow::permit permit);
  void tell_wait(const request& r, monotonic_time leave_at) const;
  http_request prepare(lane& l, const request& r) const;
  fetch_limits limits_of(const request& r) const;
  void wake(const std::string& name, lane& l, monotonic_time at);
  void refuse_all(lane& l, const std::string& code, const std::string& why);
  void tell_step(const request& r, const lane& l, flow::breaker_state before, const std::string& problem);
  void conclude(request r, const flow::assessment& meaning, const fetch_outcome& outcome);
  void follow(request r, const page& answer);
  bool schedule_retry(request& r, const flow::assessment& meaning, const fetch_outcome& outcome);
  std::optional<std::chrono::milliseconds> pause_asked(const fetch_outcome& outcome) const;

  gate_context context_;
  gate_hands& hands_;
  std::map<std::string, lane> lanes_;
  robots_book robots_;
  std::unordered_map<std::uint64_t, request> under_way_;
  std::unordered_map<std::uint64_t, request> waiting_;
  std::unordered_map<std::uint64_t, request> looked_up_; ///< in the archive
  std::unordered_map<std::uint64_t, http_request> held_; ///< have leave but for the global limit
  std::unordered_map<std::string, std::vector<request>> waiting_for_robots_;
  std::unordered_map<std::string, std::vector<request>> joined_; ///< wait for what their job asks for already
  std::unordered_map<std::string, std::vector<request>> behind_; ///< wait for what another job asks for
  std::uint64_t last_id_ = 0;
  std::size_t lanes_before_sweep_ = 1'000;
};

} // namespace leadstream::actors
