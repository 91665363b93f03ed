#pragma once
#include "domain/flow/circuit_breaker.hpp"
#include "domain/flow/host_lane.hpp"
#include "domain/model/result.hpp"
#include "domain/model/tenant.hpp"
#include "domain/sources/state.hpp"

#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace leadstream::actors {

/// The end of one attempt at a request, as a gate saw it.
struct attempt_seen {
  std::string source;
  flow::verdict how = flow::verdict::neutral;
  std::string problem; ///< of failures
};

/// A breaker changed its state.
struct breaker_step {
  std::string source;
  std::string lane; ///< "host:port", or the source's name when the gate serves an API
  flow::breaker_state now = flow::breaker_state::closed;
  std::string problem; ///< the failure that opened it, or who closed it if not an answer
  tenant_id tenant;    ///< of the order that was under way
  uuid job_id;
};

/// What is known of all sources while the node runs: descriptions, switches, figures. Shared by gates,
/// supervisors and the gateway. Any thread.
class source_book {
public:
  source_book(std::vector<sources::description> all, wall_clock clock);

  const sources::description* find(const std::string& name) const;
  /// Sources that find companies, by priority, then as described.
  std::vector<std::string> discoverers() const;
  /// Switched on and ready to be asked.
  bool usable(const std::string& name) const;
  /// Why it is not usable; empty when it is.
  std::string obstacle(const std::string& name) const;

  std::vector<source_state> states() const;
  result<source_state> set_enabled(const std::string& name, bool enabled);
  /// The state of one; not found when there is no such source.
  result<source_state> state(const std::string& name) const;
  /// The lanes of a source whose breakers are not closed.
  std::vector<std::string> open_lanes(const std::string& name) const;
  void set_not_ready(const std::string& name, std::string why);

  void enter(const tenant_id& tenant, const uuid& job_id);
  void leave(const tenant_id& tenant, const uuid& job_id);
  /// The jobs that a step concerns: for an API all running ones of the tenant, else the one that asked.
  std::vector<uuid> jobs_of(const breaker_step& step) const;

  /// So many requests more (or fewer) wait, are under way.
  void moved(const std::string& source, std::int64_t waiting, std::int64_t in_flight);
  /// A lane's pauses are so many times as long now.
  void paced(const std::string& source, const std::string& lane, double slowdown);
  void attempted(const attempt_seen& seen);
  /// What the answer of an attempt says shows that it failed, whatever it counted as: the breaker, which
  /// guards the way to the source, stays as it is.
  void disproved(const attempt_seen& seen);
  void stepped(const breaker_step& step);
  /// Called with each step of a breaker, on the gate's thread; set once before the first order.
  void on_step(std::function<void(const breaker_step&)> tell) { tell_ = std::move(tell); }

private:
  struct entry {
    source_state state;
    std::set<std::string> open_lanes;
    std::map<std::string, double> slow_lanes;
  };
  source_state* state_of(const std::string& name); ///< null for an unknown one
  void note_error(source_state& state, const std::string& problem) const;
  void note_step(entry& e, const breaker_step& step);
  void note_closed(const std::string& lane);

  mutable std::mutex mutex_;
  std::vector<std::string> order_;
  std::map<std::string, entry> entries_;
  std::map<std::string, std::set<uuid>> jobs_; ///< running ones, by tenant
  wall_clock clock_;
  std::function<void(const breaker_step&)> tell_;
};

} // namespace leadstream::actors
