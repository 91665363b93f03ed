#include "domain/json/writer.hpp"
#include "net/api/list_answer.hpp"
#include "net/api/query.hpp"
#include "net/api/routes.hpp"
#include "net/deliver/crm_pusher.hpp"

namespace leadstream::api {
namespace {

using deliver::crm_difference;
using delivery::crm_entry;
using delivery::crm_run;
using json::writer;

constexpr std::size_t most_differences = 10'000;

void append_run(writer& w, const crm_run& run) {
  w.begin_object().member("id", to_string(run.id)).member("target", run.target).member("state", run.state);
  w.member_or_null("message", run.message).member("created", run.created).member("updated", run.updated);
  w.member("unchanged", run.unchanged)
      .member("failed", run.failed)
      .member("begun_at", to_rfc3339(run.begun_at));
  w.member_or_null("ended_at", run.ended_at ? to_rfc3339(*run.ended_at) : "").end_object();
}

void append_difference(writer& w, const crm_difference& d) {
  w.begin_object().member("lead_id", to_string(d.lead_id));
  w.member_or_null("contact_id", d.contact_id.is_nil() ? "" : to_string(d.contact_id));
  w.member("action", d.fresh ? "create" : "update");
  w.key("properties").begin_object();
  for (const auto& [name, value] : d.properties) {
    w.member(name, value);
  }
  w.end_object().end_object();
}

void append_entry(writer& w, const crm_entry& e) {
  w.begin_object().member("kind", e.of_contact ? "contact" : "company").member("id", to_string(e.lead_id));
  w.member("state", e.state.error.empty() ? "sent" : "failed").member_or_null("remote_id", e.state.remote_id);
  w.member_or_null("error", e.state.error).member("at", to_rfc3339(e.state.at)).key("sent");
  e.state.sent.empty() ? w.null() : w.raw(e.state.sent);
  w.end_object();
}

bool read_flag(query_reader& query, const char* name) {
  const std::string text = query.raw(name);
  if (!text.empty() && text != "true" && text != "false") {
    query.fault(name, "neither true nor false");
  }
  return text == "true";
}

} // namespace

/// The settings name one account for the whole server.
void push_to_crm(const call_ptr& call) {
  if (!runs_server(*call)) {
    return call->done(problem(403,
                              "the token and the budget of this CRM are the operator's; the first tenant "
                              "alone may push there"));
  }
  query_reader query(call->asked.query);
  const bool dry = read_flag(query, "dry_run");
  lead_query wanted;
  wanted.ids = query.ids("lead_ids");
  read_filters(query, wanted);
  if (const auto& faults = query.finish(); !faults.empty()) {
    return call->done(bad_request(faults));
  }
  const environment& around = call->around;
  if (dry) {
    return around.crm->compare(*around.inside, around.tenant, call->id, wanted, most_differences,
                               answer_list<crm_difference>(call, "differences", append_difference));
  }
  auto encode = [](const http_call&, const crm_run& run) {
    response r;
    r.status = 202;
    writer w(r.body);
    append_run(w, run);
    return r;
  };
  around.crm->begin(*around.inside, around.tenant, call->id, wanted, call->asked.query,
                    answer<crm_run>(call, encode));
}

void list_crm_runs(const call_ptr& call) {
  call->around.crm->known().runs(call->around.tenant, answer_list<crm_run>(call, "runs", append_run));
}

void list_crm_records(const call_ptr& call) {
  query_reader query(call->asked.query);
  const bool failed = read_flag(query, "failed");
  const auto limit = static_cast<std::uint32_t>(query.number("limit", 100, 1, 1'000));
  if (const auto& faults = query.finish(); !faults.empty()) {
    return call->done(bad_request(faults));
  }
  if (!call->around.crm->knows(call->id)) {
    return call->done(
        error{error_code::not_found, "there is no such CRM; there are hubspot, salesforce and http", {}});
  }
  call->around.crm->known().list(call->around.tenant, call->id, failed, limit,
                                 answer_list<crm_entry>(call, "records", append_entry));
}

} // namespace leadstream::api
