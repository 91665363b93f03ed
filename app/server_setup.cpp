#include "app/parse_all.hpp"
#include "app/wiring.hpp"
#include "domain/delivery/signature.hpp"
#include "net/api/http.hpp"
#include "net/serve/certificate.hpp"

namespace leadstream::app {
namespace {

/// "whsec_..." of the default tenant, or "tenant = whsec_...". The text itself is not told: it is a secret.
result<api::worker> parse_worker(std::string_view text) {
  const auto start = text.rfind("whsec_");
  const auto equals = text.find('=');
  api::worker parsed{default_tenant(),
                     start == std::string_view::npos ? "" : std::string(text.substr(start))};
  if (start != 0 && equals > 0 && equals < start) {
    parsed.tenant.value = text.substr(0, text.find_last_not_of(' ', equals - 1) + 1);
  }
  const bool named = start == 0 || (equals > 0 && equals < start && !parsed.tenant.value.empty());
  if (!named || !delivery::is_secret(parsed.secret)) {
    return error{error_code::invalid_argument,
                 "an entry is neither whsec_ and the base64 of 24 to 64 bytes nor tenant = whsec_...",
                 {}};
  }
  return parsed;
}

} // namespace

auth::desk_options desk_of(const config::settings& s, const std::string& local_key) {
  auth::desk_options options;
  options.gate.local_key = local_key;
  options.gate.failures_per_minute = s.auth.failures;
  options.session_lifetime = s.auth.session_lifetime;
  options.secure_cookies = !s.server.tls_certificate.empty() || s.server.behind_proxy;
  options.limits.key_requests_per_minute = s.limits.key_requests_per_minute;
  options.limits.address_requests_per_minute = s.limits.address_requests_per_minute;
  options.limits.login_attempts_per_minute = s.auth.login_attempts;
  options.limits.jobs_running = s.limits.jobs_running;
  options.limits.jobs_per_day = s.limits.jobs_per_day;
  options.limits.leads = s.limits.leads;
  options.limits.exports_per_hour = s.limits.exports_per_hour;
  options.limits.websockets = s.limits.websockets;
  return options;
}

result<serve::server_options> server_of(const config::settings& s) {
  auto proxies = parse_all(s.server.trusted_proxies, "server.trusted_proxies", parse_network);
  if (!proxies) {
    return proxies.problem();
  }
  auto workers = parse_all(s.auth.worker_secrets, "auth.worker_secrets", parse_worker);
  if (!workers) {
    return workers.problem();
  }
  serve::server_options options;
  options.address = s.server.address;
  options.port = s.server.port;
  options.threads = s.server.threads;
  options.http.header_bytes = s.server.header_bytes;
  options.http.body_bytes = s.server.body_bytes;
  options.http.upload_bytes = s.server.import_bytes;
  options.http.header_timeout = s.server.header_timeout;
  options.http.body_timeout = s.server.body_timeout;
  options.http.idle_timeout = s.server.idle_timeout;
  options.http.write_timeout = s.server.write_timeout;
  options.http.handler_timeout = s.server.handler_timeout;
  options.http.connections = s.server.connections;
  options.http.connections_per_address = s.server.connections_per_address;
  options.http.requests_per_connection = s.server.requests_per_connection;
  options.websocket.connections = s.websocket.connections;
  options.websocket.message_bytes = s.websocket.message_bytes;
  options.websocket.queue_bytes = s.websocket.queue_bytes;
  options.websocket.stall = s.websocket.stall_timeout;
  options.websocket.ping_interval = s.websocket.ping_interval;
  options.websocket.pong_timeout = s.websocket.pong_timeout;
  options.websocket.position_interval = s.websocket.position_interval;
  options.allowed_hosts = s.server.allowed_hosts;
  options.http.body_rate = s.server.body_rate;
  options.http.compress_bytes = s.server.compress_bytes;
  options.trusted_proxies = *std::move(proxies);
  options.cors_origins = s.server.cors_origins;
  options.insecure_beyond_loopback = s.server.behind_proxy;
  options.workers = std::make_shared<const std::vector<api::worker>>(*std::move(workers));
  if (!s.server.tls_certificate.empty()) {
    auto shown = serve::certificate::load(s.server.tls_certificate, s.server.tls_key);
    if (!shown) {
      return shown.problem();
    }
    options.certificate = *std::move(shown);
  }
  return options;
}

} // namespace leadstream::app
