#pragma once
#include "domain/model/time.hpp"
#include "domain/model/uuid.hpp"

#include <string>

namespace leadstream {

/// A decision in a job, or a step that people want to see. Stored as an event of type "job_log".
struct log_entry {
  uuid job_id;
  wall_time at{};
  std::string source; ///< the source it is about, or "job"
  std::string step;   ///< "asked", "found", "fallback", "skipped", "breaker_opened", "breaker_probed",
                      ///< "breaker_closed", "saturated", "over_budget", "switched", …
  std::string target; ///< a host, a URL or a cell; may be empty
  std::string reason; ///< a stable word, as in a job's errors; may be empty
  std::string message;
};

} // namespace leadstream
