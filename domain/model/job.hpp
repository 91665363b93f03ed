#pragma once
#include "domain/model/lead.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream {

/// What a user searches for.
struct search_criteria {
  std::string industry; ///< 1..longest_industry characters: "dentist"
  std::string location; ///< 1..200 characters: "Vaduz" or "Zurich, CH"
  std::optional<size_category> company_size;
  std::uint32_t max_results = 50; ///< 1..10,000
  uuid score_profile = {}; ///< the saved profile that its leads are scored by; nil: that of the settings

  bool operator==(const search_criteria&) const = default;
};

/// The state of a job (column scraping_jobs.status).
enum class job_status : std::uint8_t { pending, running, completed, failed, cancelled };
const char* to_string(job_status status);
std::optional<job_status> parse_job_status(std::string_view text);

/// Whether a job may go from one state to the other; the one table of legal transitions.
bool may_become(job_status from, job_status to);

/// Whether the state is never left.
bool is_final(job_status status);

/// Something that went wrong in a job without ending it.
struct job_error {
  std::string source; ///< the source's name, or "pipeline"
  std::string target; ///< the URL or record, empty when it concerns the whole source
  std::string reason; ///< a stable word: "robots_denied", "blocked", "timed_out", …
  std::string message;
  wall_time at{};

  bool operator==(const job_error&) const = default;
};

/// A search job. Table scraping_jobs.
struct job {
  uuid id;
  search_criteria criteria;
  job_status status = job_status::pending;
  int progress = 0;                ///< 0..100, never goes back
  std::uint64_t results_count = 0; ///< distinct leads linked to the job
  std::vector<job_error> errors;   ///< at most the newest 1,000
  wall_time created_at{};
  std::optional<wall_time> started_at;
  std::optional<wall_time> completed_at;
  std::chrono::seconds estimated_duration{0};
};

/// When the job is expected to end: its start (or creation) plus the estimated duration, never before `now`;
/// the end itself once it has ended.
wall_time estimated_completion(const job& j, wall_time now);

/// The state of a task.
enum class task_state : std::uint8_t { ready, running, done, failed, quarantined, cancelled };
const char* to_string(task_state state);
std::optional<task_state> parse_task_state(std::string_view text);

/// One piece of a job that is done by one source: a query of a directory, a company's website.
struct task {
  uuid id;
  uuid job_id;
  std::string source; ///< the source that does it
  std::string key;    ///< unique within job and source: a second task with the same key is not stored again
  std::uint32_t shard = 0; ///< 0..255 by registrable domain, from 256 on one for each API source
  std::string payload;     ///< JSON that the source wrote and alone reads
  std::string cursor;      ///< JSON: how far it came; empty at first
  task_state state = task_state::ready;
  std::uint32_t attempts = 0; ///< errors so far
  std::uint32_t crashes = 0;  ///< how often its owner died while it ran
};

} // namespace leadstream
