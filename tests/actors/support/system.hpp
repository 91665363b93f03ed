#pragma once
#include <caf/actor.hpp>
#include <caf/actor_cast.hpp>
#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/scheduler/test_coordinator.hpp>
#include <caf/scoped_actor.hpp>
#include <caf/send.hpp>

#include <chrono>
#include <vector>

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

  /// Remembers an actor that end_kept() is to end.
  template <class Handle>
  Handle keep(Handle handle) {
    kept_.push_back(caf::actor_cast<caf::actor>(handle));
    return handle;
  }
  void end_kept() {
    for (const caf::actor& one : kept_) {
      caf::anon_send_exit(one, caf::exit_reason::user_shutdown);
    }
    settle();
  }

  deterministic_config config;
  caf::actor_system system{config};
  caf::scheduler::test_coordinator& scheduler;

private:
  std::vector<caf::actor> kept_;
};

} // namespace leadstream::test
