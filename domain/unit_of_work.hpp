#pragma once
#include "domain/model/event.hpp"
#include "domain/model/job.hpp"
#include "domain/model/lead.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace leadstream {

/// Proof of ownership: a commit that carries an older epoch than the shard's is fenced.
struct fence {
  std::uint32_t shard = 0;
  std::uint64_t epoch = 0;
};

/// A key that names at most one lead of a tenant (table lead_keys, unique by tenant, kind and value).
struct lead_key {
  std::string kind; ///< "record", "name_domain_place", …
  std::string value;

  auto operator<=>(const lead_key&) const = default;
};

/// A lead as it shall stand after the commit.
struct lead_change {
  leadstream::lead
      lead; ///< lead.version is the version that was folded from (0: new); another one stored is a conflict
  std::vector<uuid> observations; ///< those that form it: their company_id becomes this lead's
  std::vector<lead_key>
      keys; ///< that it claims; one taken by a lead that is not superseded here is a conflict
  std::vector<std::string> blocking_keys; ///< by which later records find it; not unique
  std::vector<uuid> superseded;           ///< leads that were merged into it and go away
  std::string state;                      ///< what the fold wants to find again, opaque to the store
};

/// What the commit makes of the lead: "created", "updated" or "merged".
inline const char* fate_of(const lead_change& change) {
  return !change.superseded.empty() ? "merged" : change.lead.version == 0 ? "created" : "updated";
}

/// The marks of a lead as they shall stand after the commit.
struct mark_change {
  uuid lead_id;
  std::uint64_t version = 0; ///< that was read; another one stored is a conflict
  lead_marks marks;
};

/// What becomes of a task.
struct task_change {
  uuid task_id;
  task_state state = task_state::running; ///< the final ones (from done on) are never left
  std::string cursor;                     ///< empty: the stored one stays
  bool count_attempt = false;
};

/// What becomes of a job. Illegal transitions are left out silently by the store, so that a repeat does no
/// harm; progress never goes back.
struct job_change {
  uuid job_id;
  std::optional<job_status> status;
  std::optional<int> progress;
  std::vector<job_error> errors; ///< added
  wall_time at{};                ///< becomes started_at or completed_at where the status says so
};

/// A page or record that could not be processed. Stored and counted.
struct rejected_record {
  uuid job_id;
  std::string source;
  std::string source_url;
  std::string what;  ///< "page", "record", "email", …
  std::string value; ///< at most 1,000 bytes
  std::string reason;
  wall_time at{};
};

/// Everything that one step of work changes, stored whole or not at all. `id` makes a repeat harmless.
struct unit_of_work {
  uuid id;
  std::optional<fence> owner; ///< absent for what has no owner, as a new job
  std::vector<job> new_jobs;
  std::vector<task> new_tasks;           ///< those whose (job, source, key) exists are left out
  std::vector<observation> observations; ///< those that exist are left out
  std::vector<lead_change> leads;
  std::vector<mark_change> marks;
  /// When not nil, links to this job the leads of the unit, and those that its observations form already: a
  /// job that finds what is stored counts it too.
  uuid job_id;
  std::vector<task_change> tasks;
  std::vector<job_change> jobs;
  std::vector<rejected_record> rejected;
  std::vector<event_draft> events;
};

/// How a commit ended.
enum class commit_outcome : std::uint8_t {
  committed, ///< stored, now or by an earlier commit of the same id
  fenced,    ///< the owner's epoch is old: nothing stored, never will be
  conflict   ///< a key is taken or a version changed: nothing stored; fold again and retry
};

struct commit_result {
  commit_outcome outcome = commit_outcome::committed;
  bool repeated = false; ///< the unit had been committed before
  position last;         ///< the stream's position after the commit
  std::size_t new_leads = 0;
  std::size_t new_tasks = 0;
};

} // namespace leadstream
