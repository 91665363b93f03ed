#include "net/api/assets.hpp"
#include "net/api/openapi.hpp"
#include "net/api/problem.hpp"
#include "net/api/routes.hpp"

namespace leadstream::api {
namespace {

/// Its own files and this server, nothing else; the page draws its icons as data.
constexpr const char* page_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'";

const char* type_of(std::string_view name) {
  if (name.ends_with(".js")) {
    return "text/javascript; charset=utf-8";
  }
  return name.ends_with(".css") ? "text/css; charset=utf-8" : "text/html; charset=utf-8";
}

void send_asset(const call_ptr& call, const asset& file) {
  response r;
  r.content_type = type_of(file.name);
  r.body = file.bytes;
  r.headers = {{"Content-Security-Policy", page_policy}, {"Cache-Control", "private, max-age=3600"}};
  call->done(std::move(r));
}

} // namespace

void describe_api(const call_ptr& call) {
  response r;
  r.body = openapi_document();
  call->done(std::move(r));
}

void show_documentation(const call_ptr& call) {
  send_asset(call, *find_asset("index.html"));
}

void show_documentation_asset(const call_ptr& call) {
  const asset* file = find_asset(call->id);
  if (file == nullptr || file->name.ends_with(".json")) {
    return call->done(problem(404, "there is no such file"));
  }
  send_asset(call, *file);
}

} // namespace leadstream::api
