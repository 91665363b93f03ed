#pragma once
#include "app/client/api.hpp"
#include "domain/model/event.hpp"

#include <optional>
#include <string>

namespace leadstream::app {

/// How a watched job is shown.
struct watch_options {
  bool json = false;  ///< the server's messages and known leads, one a line, instead of lines for people
  bool quiet = false; ///< no progress on standard error
};

/// Where the log of events stands now: a watch that begins there misses nothing that comes later.
result<position> current_position(const api& server);

/// Shows each lead of a job as it is stored (standard output) and its progress (standard error) until it has
/// ended, then those of its leads that were known already and did not change; a broken connection is taken up
/// again where it broke. The exit status: 0 completed, 5 completed with errors, 1 failed or cancelled, 69
/// when the server is gone for good, 130 after an interrupt (the job goes on).
int watch_job(api& server, const std::string& job_id, std::optional<position> since,
              const watch_options& how);

} // namespace leadstream::app
