#pragma once
#include "actors/job_context.hpp"

#include <map>
#include <memory>
#include <string>
#include <unordered_map>

namespace leadstream::actors {

/// What a supervisor is spawned with.
struct supervisor_context {
  job_context_ptr node;
  tenant_id tenant;
  leadstream::job job;
  job_registry registry;
};

class supervision;

struct job_supervisor_state {
  explicit job_supervisor_state(job_supervisor::pointer) {}
  static inline const char* name = "job_supervisor";
  std::shared_ptr<supervision> steps;
};

/// Runs one job: writes its first task, spawns a scraper per source and spawns it again when it dies, hands
/// out tasks, stores progress, ends the job when nothing is left to do.
job_supervisor::behavior_type run_job_supervisor(job_supervisor::stateful_pointer<job_supervisor_state> self,
                                                 const supervisor_context& with);

} // namespace leadstream::actors
