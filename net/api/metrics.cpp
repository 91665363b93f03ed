#include "net/api/operations.hpp"
#include "net/api/routes.hpp"

namespace leadstream::api {

void show_metrics(const call_ptr& call) {
  if (!runs_server(*call)) {
    return call->done(operators_only());
  }
  if (call->around.operations == nullptr) {
    return call->done(error{error_code::not_found, "this server counts nothing", {}});
  }
  auto encode = [](const http_call& asked, const health_report& health) {
    response r;
    r.content_type = "text/plain; version=0.0.4; charset=utf-8";
    r.body = asked.around.operations->metrics_text(health);
    return r;
  };
  call->around.inside->check_health(answer<health_report>(call, encode));
}

} // namespace leadstream::api
