#include "domain/json/sources.hpp"
#include "net/api/json_body.hpp"
#include "net/api/list_answer.hpp"
#include "net/api/problem.hpp"
#include "net/api/routes.hpp"

namespace leadstream::api {
namespace {

response source_document(const http_call&, const source_state& state) {
  response r;
  json::append(r.body, state);
  return r;
}

/// How often the process asked a source, and what became of it, tells what other tenants look for.
source_state without_figures(source_state state) {
  state.attempts = state.successes = state.failures = 0;
  state.last_error.clear();
  state.last_error_at = state.last_success_at = std::nullopt;
  return state;
}

} // namespace

void list_sources(const call_ptr& call) {
  const auto show = [all = runs_server(*call)](std::string& out, const source_state& state) {
    json::append(out, all ? state : without_figures(state));
  };
  call->around.inside->list_sources(answer_list<source_state>(call, "sources", show));
}

void switch_source(const call_ptr& call) {
  if (!runs_server(*call)) {
    return call->done(operators_only());
  }
  json_body body(call->asked.body, R"({"enabled": false})");
  const auto enabled = body.flag("enabled");
  if (!enabled) {
    body.missing("enabled", "true or false");
  }
  if (const auto& faults = body.finish(); !faults.empty()) {
    return call->done(bad_request(faults));
  }
  call->around.inside->set_source(call->id, *enabled, answer<source_state>(call, source_document));
}

void reset_source(const call_ptr& call) {
  if (!runs_server(*call)) {
    return call->done(operators_only());
  }
  call->around.inside->reset_source(call->id, answer<source_state>(call, source_document));
}

} // namespace leadstream::api
