#include "domain/model/job.hpp"

#include "domain/model/names.hpp"

#include <algorithm>

namespace leadstream {
namespace {

constexpr name_table<job_status, 5> statuses{{{{job_status::pending, "pending"},
                                               {job_status::running, "running"},
                                               {job_status::completed, "completed"},
                                               {job_status::failed, "failed"},
                                               {job_status::cancelled, "cancelled"}}}};

constexpr name_table<task_state, 6> task_states{{{{task_state::ready, "ready"},
                                                  {task_state::running, "running"},
                                                  {task_state::done, "done"},
                                                  {task_state::failed, "failed"},
                                                  {task_state::quarantined, "quarantined"},
                                                  {task_state::cancelled, "cancelled"}}}};

struct transition {
  job_status from;
  job_status to;
};

constexpr std::array<transition, 6> legal{{{job_status::pending, job_status::running},
                                           {job_status::pending, job_status::failed},
                                           {job_status::pending, job_status::cancelled},
                                           {job_status::running, job_status::completed},
                                           {job_status::running, job_status::failed},
                                           {job_status::running, job_status::cancelled}}};

} // namespace

const char* to_string(job_status status) {
  return statuses.name(status);
}
std::optional<job_status> parse_job_status(std::string_view text) {
  return statuses.parse(text);
}
const char* to_string(task_state state) {
  return task_states.name(state);
}
std::optional<task_state> parse_task_state(std::string_view text) {
  return task_states.parse(text);
}

bool may_become(job_status from, job_status to) {
  return std::any_of(legal.begin(), legal.end(),
                     [&](const transition& t) { return t.from == from && t.to == to; });
}

bool is_final(job_status status) {
  return std::none_of(legal.begin(), legal.end(), [&](const transition& t) { return t.from == status; });
}

wall_time estimated_completion(const job& j, wall_time now) {
  if (j.completed_at) {
    return *j.completed_at;
  }
  const wall_time expected = j.started_at.value_or(j.created_at) + j.estimated_duration;
  return std::max(expected, now);
}

} // namespace leadstream
