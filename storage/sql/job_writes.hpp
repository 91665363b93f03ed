#pragma once
#include "domain/model/tenant.hpp"
#include "domain/unit_of_work.hpp"
#include "storage/sql/connection.hpp"

#include <string>
#include <vector>

/// Writes of jobs and tasks, inside the writer's transaction.
namespace leadstream::storage::sql {

/// Which tasks a claim is about.
struct claim {
  uuid job_id;
  std::string source;
  std::uint64_t epoch = 0;
  std::size_t limit = 0;
};

/// A task that was under way in so many deaths of its owner, without progress, is given out alone: what dies
/// next to it is not to blame, and what kills its owner is found.
inline constexpr std::uint32_t suspicious_crashes = 3;

bool has_job(connection& db, const tenant_id& tenant, const uuid& id);
/// Those that exist are left out.
void store_job(connection& db, const tenant_id& tenant, const job& fresh);
/// Whether the task is new: one of that job, source and key is left out.
bool store_task(connection& db, const tenant_id& tenant, const task& fresh);
/// Changes of jobs and tasks that do not exist, and of tasks that have ended, change nothing.
void change_job(connection& db, const tenant_id& tenant, const job_change& change);
void change_task(connection& db, const tenant_id& tenant, const task_change& change);
/// See tenant_store::claim_tasks.
std::vector<task> claim_tasks(connection& db, const tenant_id& tenant, const claim& wanted,
                              std::uint32_t max_crashes);

} // namespace leadstream::storage::sql
