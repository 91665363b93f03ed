#pragma once
#include "actors/job_context.hpp"

#include <deque>
#include <map>
#include <utility>

namespace leadstream::actors {

class registry_desk;

struct job_registry_state {
  explicit job_registry_state(job_registry::pointer) {}
  static inline const char* name = "job_registry";
  std::shared_ptr<registry_desk> desk;
};

/// All jobs of the node. A new job is stored before it is answered; so many run at a time, the others wait in
/// order.
job_registry::behavior_type run_job_registry(job_registry::stateful_pointer<job_registry_state> self,
                                             const job_context_ptr& node);

} // namespace leadstream::actors
