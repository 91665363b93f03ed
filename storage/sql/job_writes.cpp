#include "storage/sql/job_writes.hpp"

#include "storage/rules.hpp"
#include "storage/sql/rows.hpp"
#include "storage/stored_json.hpp"

#include <algorithm>

namespace leadstream::storage::sql {
namespace {

/// The job without its errors, which most changes leave alone; with them when the change adds some.
std::optional<job> stored_job(connection& db, const tenant_id& tenant, const uuid& id, bool with_errors) {
  statement row(
      db,
      "SELECT id, status, search_criteria, results_count, progress, created_at, started_at, completed_at, "
      "estimated_duration, CASE WHEN ? THEN errors ELSE '[]' END "
      "FROM scraping_jobs WHERE tenant_id = ? AND id = ?",
      with_errors, tenant.value, id);
  return row.step() ? std::optional(read_job(row)) : std::nullopt;
}

/// Tasks of a claim whose shards no newer owner has.
#define LEADSTREAM_CLAIMABLE                                                                                 \
  "tenant_id = ?1 AND job_id = ?2 AND source = ?3 AND NOT EXISTS (SELECT 1 FROM shards s "                   \
  "WHERE s.tenant_id = '*' AND s.shard = tasks.shard AND s.epoch > ?4) "
#define LEADSTREAM_ORPHANED LEADSTREAM_CLAIMABLE "AND state = 'running' AND epoch < ?4 "

constexpr const char* release_orphans =
    "UPDATE tasks SET crashes = crashes + 1, epoch = ?4, "
    "state = CASE WHEN crashes + 1 >= ?5 THEN 'quarantined' ELSE 'ready' END WHERE " LEADSTREAM_ORPHANED;
constexpr const char* claim_ready =
    "UPDATE tasks SET state = 'running', epoch = ?4 WHERE row IN (SELECT row FROM tasks "
    "WHERE " LEADSTREAM_CLAIMABLE "AND state = 'ready' AND crashes < ?6 "
    "ORDER BY crashes = 0, row LIMIT ?5 {claim}) RETURNING row, " LEADSTREAM_TASK_COLUMNS;
constexpr const char* claim_suspect =
    "UPDATE tasks SET state = 'running', epoch = ?4 WHERE row = (SELECT row FROM tasks "
    "WHERE " LEADSTREAM_CLAIMABLE "AND state = 'ready' AND crashes >= ?6 "
    "AND NOT EXISTS (SELECT 1 FROM tasks t WHERE t.tenant_id = ?1 AND t.job_id = ?2 AND t.source = ?3 "
    "AND t.state = 'running') ORDER BY crashes, row LIMIT ?5 {claim}) RETURNING "
    "row, " LEADSTREAM_TASK_COLUMNS;

/// The tasks that `sql` claims: those of dead owners first, the others in the order they came.
std::vector<task> claim_by(connection& db, const char* sql, const tenant_id& tenant, const claim& wanted) {
  statement row(db, sql, tenant.value, wanted.job_id, wanted.source, wanted.epoch,
                static_cast<std::int64_t>(wanted.limit), suspicious_crashes);
  std::vector<std::pair<std::int64_t, task>> found;
  while (row.step()) {
    const std::int64_t order = row.integer();
    found.emplace_back(order, read_task(row));
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return std::pair(a.second.crashes == 0, a.first) < std::pair(b.second.crashes == 0, b.first);
  });
  std::vector<task> claimed;
  claimed.reserve(found.size());
  for (auto& [order, t] : found) {
    claimed.push_back(std::move(t));
  }
  return claimed;
}

} // namespace

bool has_job(connection& db, const tenant_id& tenant, const uuid& id) {
  statement row(db, "SELECT 1 FROM scraping_jobs WHERE tenant_id = ? AND id = ?", tenant.value, id);
  return row.step();
}

void store_job(connection& db, const tenant_id& tenant, const job& fresh) {
  db.run("INSERT INTO scraping_jobs (tenant_id, id, status, search_criteria, errors, progress, created_at, "
         "started_at, completed_at, estimated_duration) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
         "ON CONFLICT (tenant_id, id) DO NOTHING",
         tenant.value, fresh.id, to_string(fresh.status), encode(fresh.criteria), encode(fresh.errors),
         fresh.progress, fresh.created_at, fresh.started_at, fresh.completed_at,
         static_cast<std::int64_t>(fresh.estimated_duration.count()));
}

bool store_task(connection& db, const tenant_id& tenant, const task& fresh) {
  db.run("INSERT INTO tasks (tenant_id, id, job_id, source, key, shard, payload, cursor, state, attempts, "
         "crashes) "
         "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
         tenant.value, fresh.id, fresh.job_id, fresh.source, fresh.key, fresh.shard, fresh.payload,
         fresh.cursor, to_string(fresh.state), fresh.attempts, fresh.crashes);
  return db.changes() > 0;
}

void change_job(connection& db, const tenant_id& tenant, const job_change& change) {
  const bool with_errors = !change.errors.empty();
  const auto stored = stored_job(db, tenant, change.job_id, with_errors);
  if (!stored) {
    return;
  }
  const job after = changed(*stored, change);
  db.run("UPDATE scraping_jobs SET status = ?, progress = ?, started_at = ?, completed_at = ? "
         "WHERE tenant_id = ? AND id = ?",
         to_string(after.status), after.progress, after.started_at, after.completed_at, tenant.value,
         after.id);
  if (with_errors) {
    db.run("UPDATE scraping_jobs SET errors = ? WHERE tenant_id = ? AND id = ?", encode(after.errors),
           tenant.value, after.id);
  }
}

/// What was done needs its payload no more, which may hold what a source's terms let be kept for a while
/// only.
void change_task(connection& db, const tenant_id& tenant, const task_change& change) {
  db.run("UPDATE tasks SET state = ?3, attempts = attempts + ?5, "
         "crashes = CASE WHEN ?4 IN ('', cursor) THEN crashes ELSE 0 END, "
         "cursor = CASE ?4 WHEN '' THEN cursor ELSE ?4 END, "
         "payload = CASE WHEN ?3 = 'done' THEN '' ELSE payload END "
         "WHERE tenant_id = ?1 AND id = ?2 AND state IN ('ready', 'running')",
         tenant.value, change.task_id, to_string(change.state), change.cursor, change.count_attempt ? 1 : 0);
}

std::vector<task> claim_tasks(connection& db, const tenant_id& tenant, const claim& wanted,
                              std::uint32_t max_crashes) {
  db.run(release_orphans, tenant.value, wanted.job_id, wanted.source, wanted.epoch, max_crashes);
  auto claimed = claim_by(db, claim_ready, tenant, wanted);
  return claimed.empty() && wanted.limit > 0
             ? claim_by(db, claim_suspect, tenant, {wanted.job_id, wanted.source, wanted.epoch, 1})
             : claimed;
}

} // namespace leadstream::storage::sql
