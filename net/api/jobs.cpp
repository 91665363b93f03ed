#include "domain/json/lead.hpp"
#include "domain/json/read.hpp"
#include "domain/json/writer.hpp"
#include "net/api/page_cursor.hpp"
#include "net/api/problem.hpp"
#include "net/api/query.hpp"
#include "net/api/routes.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <limits>

namespace leadstream::api {
namespace {

response job_document(const http_call& call, const job& found) {
  response r;
  json::append_job(r.body, found, call.around.clock(), std::numeric_limits<std::size_t>::max());
  return r;
}

/// So many decisions stand in a job's status; the rest is in its log.
constexpr std::size_t most_decisions = 100;
/// So many entries of the log are searched for them.
constexpr std::size_t most_looked_at = 500;

bool is_decision(std::string_view step) {
  constexpr std::array<std::string_view, 6> decisions{"asked",   "found",    "fallback",
                                                      "skipped", "switched", "over_budget"};
  return step.starts_with("breaker_") ||
         std::find(decisions.begin(), decisions.end(), step) != decisions.end();
}

std::string step_of(const event& entry) {
  const auto read = json::read(*entry.payload);
  return read && read->is_object() ? read->value("step", std::string()) : std::string();
}

/// The job with what was decided on its sources, the oldest first.
response status_document(const http_call& call, const job& found, const job_log_page& log) {
  response r = job_document(call, found);
  r.body.pop_back();
  r.body += ",\"decisions\":[";
  std::size_t told = 0;
  for (const event& entry : log.entries) {
    if (told < most_decisions && is_decision(step_of(entry))) {
      r.body += (told++ == 0 ? "" : ",") + *entry.payload;
    }
  }
  r.body += "]}";
  return r;
}

response job_list(const http_call& call, const job_page& page, const job_query& asked) {
  response r;
  r.body = "{\"jobs\":[";
  const wall_time now = call.around.clock();
  for (const job& j : page.jobs) {
    r.body += &j == page.jobs.data() ? "" : ",";
    json::append_job(r.body, j, now);
  }
  page_place place{asked.offset, page.jobs.size(), page.has_more, asked.after.has_value(), {}};
  if (page.has_more) {
    place.next_cursor = job_cursor_text(call.around.tenant, asked, page.jobs.back());
  }
  r.body += "],\"total_count\":" + std::to_string(page.total_count) + ",\"pagination\":";
  append_pagination(r.body, place);
  r.body += '}';
  return r;
}

response log_document(const http_call&, const job_log_page& page) {
  response r;
  json::writer w(r.body);
  w.begin_object().key("entries").begin_array();
  for (const event& e : page.entries) {
    w.begin_object().member("seq", e.seq).key("entry").raw(*e.payload).end_object();
  }
  w.end_array().member("has_next", page.has_more).key("next_after");
  if (page.has_more) {
    w.value(page.entries.back().seq);
  } else {
    w.null();
  }
  w.end_object();
  return r;
}

} // namespace

void show_status(const call_ptr& call) {
  if (const auto id = path_id(call, "job")) {
    call->around.inside->find_job(call->around.tenant, *id, [call](const result<job>& found) {
      if (!found) {
        call->done(found.problem());
        return;
      }
      const auto encode = [shown = *found](const http_call& c, const job_log_page& log) {
        return status_document(c, shown, log);
      };
      call->around.inside->read_job_log(call->around.tenant, found->id, 0, most_looked_at,
                                        answer<job_log_page>(call, encode));
    });
  }
}

void list_jobs(const call_ptr& call) {
  query_reader query(call->asked.query);
  job_query wanted;
  wanted.status =
      query.choice("status", parse_job_status, "pending, running, completed, failed or cancelled");
  read_page(query, wanted,
            [&](const std::string& text) { return read_job_cursor(call->around.tenant, wanted, text); });
  if (const auto& faults = query.finish(); !faults.empty()) {
    return call->done(bad_request(faults));
  }
  auto encode = [wanted](const http_call& c, const job_page& page) { return job_list(c, page, wanted); };
  call->around.inside->list_jobs(call->around.tenant, wanted, answer<job_page>(call, encode));
}

void show_job_log(const call_ptr& call) {
  const auto id = path_id(call, "job");
  if (!id) {
    return;
  }
  query_reader query(call->asked.query);
  const auto after = static_cast<std::uint64_t>(query.number("after", 0, 0, 999'999'999'999'999));
  const auto limit = static_cast<std::size_t>(query.number("limit", 100, 1, 1000));
  if (const auto& faults = query.finish(); !faults.empty()) {
    return call->done(bad_request(faults));
  }
  call->around.inside->read_job_log(call->around.tenant, *id, after, limit,
                                    answer<job_log_page>(call, log_document));
}

void cancel_job(const call_ptr& call) {
  if (const auto id = path_id(call, "job")) {
    call->around.inside->cancel(call->around.tenant, *id, answer<job>(call, job_document));
  }
}

void replay_job(const call_ptr& call) {
  const auto id = path_id(call, "job");
  if (!id) {
    return;
  }
  call->around.inside->replay_job(
      call->around.tenant, *id, answer<uuid>(call, [job = *id](const http_call&, const uuid& name) {
        response r;
        r.status = 202;
        json::writer w(r.body);
        w.begin_object().member("job_id", to_string(job)).member("replay_id", to_string(name)).end_object();
        return r;
      }));
}

} // namespace leadstream::api
