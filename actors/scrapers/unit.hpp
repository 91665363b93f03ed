#pragma once
#include "actors/job_context.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace leadstream::actors {

/// Whether a URL is of somebody whom nobody may ask for.
bool is_forbidden(const scraper_context& with, std::string_view url);

/// A work item for one step of a task: fenced by the task's shard, linked to the job.
std::shared_ptr<work_item> begin_unit(const scraper_context& with, const task& t);

/// The same without a task, fenced by nothing.
std::shared_ptr<work_item> begin_unit(const scraper_context& with);

/// Adds what becomes of the task.
void conclude_task(work_item& item, const task& t, task_state state, std::string cursor);

/// Adds an error of the job.
void add_error(work_item& item, const scraper_context& with, const std::string& source, std::string target,
               std::string reason, std::string message);

/// Where a unit goes first: through the pipeline when it has observations, straight to the writer otherwise.
template <class Actor>
auto send_unit(Actor* self, const scraper_context& with, const std::shared_ptr<work_item>& item) {
  constexpr auto commit_timeout = std::chrono::minutes(20);
  const stage to = item->fresh.empty() ? caf::actor_cast<stage>(with.node->writer) : with.node->pipeline;
  return self->request(to, commit_timeout, work{item});
}

} // namespace leadstream::actors
