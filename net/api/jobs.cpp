#include "domain/json/lead.hpp"
#include "domain/json/writer.hpp"
#include "net/api/problem.hpp"
#include "net/api/query.hpp"
#include "net/api/routes.hpp"

#include <limits>

namespace leadstream::api {
namespace {

response job_document(const http_call& call, const job& found) {
  response r;
  json::append_job(r.body, found, call.around.clock(), std::numeric_limits<std::size_t>::max());
  return r;
}

response job_list(const http_call& call, const job_page& page, std::uint64_t offset) {
  response r;
  r.body = "{\"jobs\":[";
  const wall_time now = call.around.clock();
  for (const job& j : page.jobs) {
    r.body += &j == page.jobs.data() ? "" : ",";
    json::append_job(r.body, j, now);
  }
  r.body += "],\"total_count\":" + std::to_string(page.total_count) + ",\"pagination\":";
  append_pagination(r.body, offset, page.jobs.size(), page.total_count);
  r.body += '}';
  return r;
}

void read_status(query_reader& query, job_query& wanted) {
  if (!query.has("status")) {
    query.raw("status");
    return;
  }
  wanted.status = parse_job_status(query.raw("status"));
  if (!wanted.status) {
    query.fault("status", "no status of a job; send pending, running, completed, failed or cancelled");
  }
}

} // namespace

void show_status(const call_ptr& call) {
  if (const auto id = path_id(call, "job")) {
    call->around.inside->find_job(call->around.tenant, *id, answer<job>(call, job_document));
  }
}

void list_jobs(const call_ptr& call) {
  query_reader query(call->asked.query);
  job_query wanted;
  read_status(query, wanted);
  read_page(query, wanted);
  if (const auto& faults = query.finish(); !faults.empty()) {
    return call->done(bad_request(faults));
  }
  auto encode = [offset = wanted.offset](const http_call& c, const job_page& page) {
    return job_list(c, page, offset);
  };
  call->around.inside->list_jobs(call->around.tenant, wanted, answer<job_page>(call, encode));
}

void cancel_job(const call_ptr& call) {
  if (const auto id = path_id(call, "job")) {
    call->around.inside->cancel(call->around.tenant, *id, answer<job>(call, job_document));
  }
}

} // namespace leadstream::api
