#pragma once
#include "actors/job_context.hpp"
#include "domain/model/page_use.hpp"
#include "domain/model/result.hpp"

#include <caf/fwd.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace leadstream::actors {

/// What a replay did so far.
struct replay_figures {
  std::uint64_t pages = 0;        ///< and answers of interfaces, read again
  std::uint64_t gone = 0;         ///< no longer in the archive
  std::uint64_t observations = 0; ///< that they gave, known ones included
  std::uint64_t rejected = 0;     ///< pages that could not be read
};
/// As a sentence without its full stop.
std::string to_string(const replay_figures& done);

/// Whose pages are read again.
struct replayed_job {
  tenant_id tenant;
  job about;
};

/// Gives the uses of a job after a number.
using uses_source = std::function<result<std::vector<kept_use>>(std::uint64_t after, std::size_t limit)>;

/// Reads the answers of a job again, those of directories too, and sends what they say through the pipeline,
/// as the job's scrapers did; asks nobody. What the same rules find is known already and changes nothing.
/// Blocks the calling thread, which is none of the system's; an error of `uses` ends it.
result<replay_figures> replay_job(caf::actor_system& system, const job_context_ptr& node,
                                  const replayed_job& which, const uses_source& uses,
                                  const std::function<void(const replay_figures&)>& tell);

} // namespace leadstream::actors
