#include "domain/json/writer.hpp"
#include "net/api/operations.hpp"
#include "net/api/routes.hpp"

namespace leadstream::api {
namespace {

void append_alerts(json::writer& w, operations* watcher) {
  if (watcher == nullptr) {
    return;
  }
  w.key("alerts").begin_array();
  for (const alerts::firing& f : watcher->alerts()) {
    w.begin_object().member("name", f.what.name).member_or_null("about", f.what.about);
    w.member("value", f.what.value).member("limit", f.what.limit).member("detail", f.what.detail);
    w.member("since", to_rfc3339(f.since)).end_object();
  }
  w.end_array();
}

response health_document(const http_call& call, const health_report& health, bool good) {
  response r;
  r.status = good ? 200 : 503;
  json::writer w(r.body);
  w.begin_object().member("status", good ? "healthy" : "unhealthy");
  w.member("database", health.database_connected ? "connected" : "disconnected");
  w.member("timestamp", to_rfc3339(call.around.clock()));
  if (!good) {
    w.member("error", health.problem.empty() ? "the service is starting or stopping" : health.problem);
  }
  w.member("accepting", health.accepting).member("running_jobs", health.running_jobs);
  w.member("queued_jobs", health.queued_jobs);
  append_alerts(w, call.around.operations);
  w.end_object();
  return r;
}

/// Asks the service and answers 200 or 503; a service that gives no report counts as not healthy.
template <class Good>
void report(const call_ptr& call, Good good) {
  call->around.inside->check_health([call, good](result<health_report> found) {
    call->hop([call, good, found = std::move(found)] {
      health_report health;
      if (found) {
        health = *found;
      } else {
        health.problem = found.problem().message;
      }
      call->done(health_document(*call, health, good(health)));
    });
  });
}

} // namespace

void check_health(const call_ptr& call) {
  report(call, [](const health_report& h) { return h.healthy; });
}

void check_readiness(const call_ptr& call) {
  report(call, [](const health_report& h) { return h.healthy && h.accepting; });
}

void check_liveness(const call_ptr& call) {
  response r;
  json::writer(r.body)
      .begin_object()
      .member("status", "alive")
      .member("timestamp", to_rfc3339(call->around.clock()))
      .end_object();
  call->done(std::move(r));
}

} // namespace leadstream::api
