#include "domain/json/sources.hpp"
#include "net/api/json_body.hpp"
#include "net/api/routes.hpp"

namespace leadstream::api {
namespace {

response source_document(const http_call&, const source_state& state) {
  response r;
  json::append(r.body, state);
  return r;
}

response source_list(const http_call&, const std::vector<source_state>& all) {
  response r;
  r.body = "{\"sources\":[";
  for (const source_state& state : all) {
    r.body += &state == all.data() ? "" : ",";
    json::append(r.body, state);
  }
  r.body += "]}";
  return r;
}

} // namespace

void list_sources(const call_ptr& call) {
  call->around.inside->list_sources(answer<std::vector<source_state>>(call, source_list));
}

void switch_source(const call_ptr& call) {
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

} // namespace leadstream::api
