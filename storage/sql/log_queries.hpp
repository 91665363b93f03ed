#pragma once
#include "domain/model/tenant.hpp"
#include "domain/queries.hpp"
#include "storage/sql/connection.hpp"

#include <vector>

/// Reads of jobs, tasks and events, inside a transaction of their tenant; what is missing throws
/// failure(not_found).
namespace leadstream::storage::sql {

job find_job(connection& db, const tenant_id& tenant, const uuid& id);
job_page list_jobs(connection& db, const tenant_id& tenant, const job_query& query);
/// Entries of a job's log behind `after_seq`, at most `limit`.
job_log_page read_job_log(connection& db, const tenant_id& tenant, const uuid& job_id,
                          std::uint64_t after_seq, std::size_t limit);
/// Of all tenants.
std::vector<owned_job> unfinished_jobs(connection& db);
std::vector<task_count> count_tasks(connection& db, const tenant_id& tenant, const uuid& job_id);
event_page read_events(connection& db, const tenant_id& tenant, std::uint64_t after_seq, std::size_t limit);
/// Where the tenant's stream ends; a stream without events has the epoch that it will have.
position find_position(connection& db, const tenant_id& tenant);

} // namespace leadstream::storage::sql
