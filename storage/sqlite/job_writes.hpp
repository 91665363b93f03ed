#pragma once
#include "domain/model/tenant.hpp"
#include "domain/unit_of_work.hpp"
#include "storage/database.hpp"
#include "storage/sqlite/connection.hpp"

#include <vector>

/// Writes of jobs and tasks, inside the writer's transaction.
namespace leadstream::storage::sqlite {

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

} // namespace leadstream::storage::sqlite
