#pragma once
#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/scheduler/test_coordinator.hpp>
#include <caf/scoped_actor.hpp>

#include <chrono>

namespace leadstream::test {

struct deterministic_config : caf::actor_system_config {
  deterministic_config() { set("scheduler.policy", caf::atom("testing")); }
};

/// An actor system whose messages run when the test says so, on a clock that the test moves.
class actor_world {
public:
  actor_world() : scheduler(dynamic_cast<caf::scheduler::test_coordinator&>(system.scheduler())) {}
  ~actor_world() { settle(); }

  /// Handles every message that is there, and those that follow from them.
  void settle() { scheduler.run(); }

  /// Moves the clock, handling what becomes due, in steps so that what a message schedules is seen.
  void advance(std::chrono::milliseconds by,
               std::chrono::milliseconds step = std::chrono::milliseconds(100)) {
    for (std::chrono::milliseconds done{0}; done < by; done += step) {
      scheduler.advance_time(std::min(step, by - done));
      settle();
    }
  }

  deterministic_config config;
  caf::actor_system system{config};
  caf::scheduler::test_coordinator& scheduler;
};

} // namespace leadstream::test
