#include "storage/sql/log_queries.hpp"

#include "storage/failure.hpp"
#include "storage/sql/job_writes.hpp"
#include "storage/sql/rows.hpp"

#include <algorithm>
#include <limits>

namespace leadstream::storage::sql {
namespace {

std::uint64_t count_jobs(connection& db, const tenant_id& tenant, const char* status) {
  constexpr const char* of_any = "SELECT count(*) FROM scraping_jobs WHERE tenant_id = ?";
  constexpr const char* of_status = "SELECT count(*) FROM scraping_jobs WHERE tenant_id = ? AND status = ?";
  statement count(db, *status == 0 ? of_any : of_status, tenant.value);
  if (*status != 0) {
    count.bind(status);
  }
  count.step();
  return static_cast<std::uint64_t>(count.integer());
}

event read_event(statement& row) {
  event e;
  e.seq = static_cast<std::uint64_t>(row.integer());
  e.header.type = row.text();
  e.header.job_id = row.id();
  e.header.company_id = row.id();
  e.header.score = static_cast<int>(row.integer());
  e.header.industry = row.text();
  e.payload = std::make_shared<const std::string>(row.view());
  e.at = row.time();
  return e;
}

} // namespace

job find_job(connection& db, const tenant_id& tenant, const uuid& id) {
  statement row(db, "SELECT " LEADSTREAM_JOB_COLUMNS " FROM scraping_jobs WHERE tenant_id = ? AND id = ?",
                tenant.value, id);
  if (!row.step()) {
    throw failure(error_code::not_found, "no job " + to_string(id));
  }
  return read_job(row);
}

job_page list_jobs(connection& db, const tenant_id& tenant, const job_query& query) {
  const char* status = query.status ? to_string(*query.status) : "";
  job_page page;
  page.total_count = count_jobs(db, tenant, status);
  std::string sql = "SELECT " LEADSTREAM_JOB_COLUMNS " FROM scraping_jobs WHERE tenant_id = ?";
  sql += query.status ? " AND status = ?" : "";
  sql += query.after ? " AND (created_at, id) < (?, ?)" : "";
  statement row(db, interned(sql + " ORDER BY created_at DESC, id DESC LIMIT ? OFFSET ?"), tenant.value);
  if (query.status) {
    row.bind(status);
  }
  if (query.after) {
    row.bind(query.after->created_at);
    row.bind(query.after->id);
  }
  row.bind(query.limit + 1);
  row.bind(std::min<std::uint64_t>(query.offset, std::numeric_limits<std::int64_t>::max()));
  while (page.jobs.size() < query.limit && row.step()) {
    page.jobs.push_back(read_job(row));
  }
  page.has_more = page.jobs.size() == query.limit && row.step();
  return page;
}

job_log_page read_job_log(connection& db, const tenant_id& tenant, const uuid& job_id,
                          std::uint64_t after_seq, std::size_t limit) {
  if (!has_job(db, tenant, job_id)) {
    throw failure(error_code::not_found, "no job " + to_string(job_id));
  }
  statement row(db,
                "SELECT seq, payload, at FROM job_log WHERE tenant_id = ? AND job_id = ? AND seq > ? "
                "ORDER BY seq LIMIT ?",
                tenant.value, job_id, after_seq, static_cast<std::int64_t>(limit) + 1);
  job_log_page page;
  while (page.entries.size() < limit && row.step()) {
    event& e = page.entries.emplace_back();
    e.seq = static_cast<std::uint64_t>(row.integer());
    e.header.type = job_log_event;
    e.header.job_id = job_id;
    e.payload = std::make_shared<const std::string>(row.view());
    e.at = row.time();
  }
  page.has_more = page.entries.size() == limit && row.step();
  return page;
}

std::vector<owned_job> unfinished_jobs(connection& db) {
  statement row(db, "SELECT tenant_id, " LEADSTREAM_JOB_COLUMNS " FROM scraping_jobs "
                    "WHERE status IN ('pending', 'running') ORDER BY created_at, id");
  std::vector<owned_job> jobs;
  while (row.step()) {
    tenant_id tenant{row.text()};
    jobs.push_back({std::move(tenant), read_job(row)});
  }
  return jobs;
}

std::vector<task_count> count_tasks(connection& db, const tenant_id& tenant, const uuid& job_id) {
  statement row(db,
                "SELECT source, state, count(*) FROM tasks WHERE tenant_id = ? AND job_id = ? "
                "GROUP BY source, state",
                tenant.value, job_id);
  std::vector<task_count> counts;
  while (row.step()) {
    task_count& c = counts.emplace_back();
    c.source = row.text();
    c.state = parse_task_state(row.view()).value_or(task_state::failed);
    c.count = static_cast<std::uint64_t>(row.integer());
  }
  return counts;
}

event_page read_events(connection& db, const tenant_id& tenant, std::uint64_t after_seq, std::size_t limit) {
  event_page page;
  page.end = find_position(db, tenant);
  statement oldest(db, "SELECT min(seq) FROM events WHERE tenant_id = ?", tenant.value);
  oldest.step();
  page.oldest_seq = oldest.is_null() ? page.end.seq + 1 : static_cast<std::uint64_t>(oldest.integer());
  if (after_seq >= page.end.seq) {
    return page;
  }
  statement row(db,
                "SELECT seq, type, job_id, company_id, score, industry, payload, at FROM events "
                "WHERE tenant_id = ? AND seq > ? ORDER BY seq LIMIT ?",
                tenant.value, after_seq, static_cast<std::int64_t>(std::min<std::size_t>(limit, 1U << 30U)));
  while (row.step()) {
    page.events.push_back(read_event(row));
  }
  return page;
}

position find_position(connection& db, const tenant_id& tenant) {
  statement row(db,
                "SELECT epoch, CASE tenant_id WHEN '*' THEN 0 ELSE seq END FROM streams "
                "WHERE tenant_id IN (?, '*') ORDER BY tenant_id = '*' LIMIT 1",
                tenant.value);
  position where;
  if (row.step()) {
    where.epoch = row.text();
    where.seq = static_cast<std::uint64_t>(row.integer());
  }
  return where;
}

} // namespace leadstream::storage::sql
