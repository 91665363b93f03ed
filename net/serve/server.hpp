#pragma once
#include "domain/idempotency.hpp"
#include "domain/model/result.hpp"
#include "domain/model/tenant.hpp"
#include "domain/model/time.hpp"
#include "domain/model/uuid.hpp"
#include "domain/service.hpp"
#include "domain/telemetry.hpp"
#include "domain/url/ip_address.hpp"
#include "net/api/http.hpp"
#include "net/auth/authenticator.hpp"
#include "net/auth/desk.hpp"
#include "net/serve/http_limits.hpp"
#include "net/serve/server_log.hpp"
#include "net/serve/websocket_limits.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace leadstream::deliver {
class crm_pusher;
}
namespace leadstream::delivery {
class webhook_store;
}
namespace leadstream::score {
class profile_store;
}

namespace leadstream::api {
class operations;
class legal;
struct worker;
} // namespace leadstream::api

namespace leadstream::serve {

class certificate;

/// How the server is set up.
struct server_options {
  std::string address = "127.0.0.1"; ///< beyond the loopback it wants credentials and TLS or a proxy
  std::uint16_t port = 8080;         ///< 0: any free one
  unsigned threads = 0;              ///< 0: one for each processor, at most 4
  http_limits http;
  websocket_limits websocket;
  /// Names beside localhost and the loopback addresses that requests may carry as Host (against DNS
  /// rebinding).
  std::vector<std::string> allowed_hosts;
  tenant_id tenant = default_tenant(); ///< of the local operator
  /// Who lets requests in. Null: everybody is the local operator, which start() allows on the loopback only.
  std::shared_ptr<auth::authenticator> authenticator;
  std::shared_ptr<idempotency_keys> keys;          ///< what Idempotency-Key is remembered by; may be null
  std::shared_ptr<auth::desk> desk;                ///< accounts, rates and quotas; may be null
  std::vector<std::string> cors_origins;           ///< web origins whose pages may call
  std::vector<network> trusted_proxies;            ///< whose X-Forwarded-For is believed
  std::shared_ptr<serve::certificate> certificate; ///< TLS is spoken with it; null: plain HTTP is
  bool insecure_beyond_loopback = false;           ///< a proxy in front speaks TLS
  std::shared_ptr<const std::vector<api::worker>> workers; ///< who may report results; null: nobody
  wall_clock clock = system_wall_time;
  random_source random = system_random;
  server_log log;                              ///< called on any thread of the server; may be empty
  telemetry* told = nullptr;                   ///< hears of each answer
  delivery::webhook_store* webhooks = nullptr; ///< what the resources of webhooks work on
  api::target_judge refuses_target;            ///< where webhooks may not lead; empty: anywhere
  api::legal* legal = nullptr;                 ///< what the resources of law work on
  deliver::crm_pusher* crm = nullptr;          ///< what the resources of CRMs work on
  score::profile_store* profiles = nullptr;    ///< what the resources of score profiles work on
  api::operations* operations = nullptr;       ///< what /metrics and the alerts of /health show
};

/// Serves the REST API and the WebSocket over a service. The service must live until stop() has returned and
/// must have completed or dropped all its calls before it is destroyed. Any thread may call start() and
/// stop().
class server {
public:
  server(server_options options, service& inside);
  ~server(); ///< stops without waiting
  server(const server&) = delete;
  server& operator=(const server&) = delete;

  /// Binds, listens and starts the threads; the port. The certificate is read again when its files change.
  /// Refused for an address outside the loopback without
  /// credentials or without TLS, unavailable when it cannot be bound.
  result<std::uint16_t> start();

  /// Stops accepting, lets requests under way end, closes WebSockets with 1001, drops what is left after
  /// `deadline` and ends the threads. A second call does nothing.
  void stop(std::chrono::milliseconds deadline);

  /// Connections that are open, and how many of them are WebSockets.
  struct load {
    std::size_t connections = 0;
    std::size_t websockets = 0;
  };
  load now_open() const;

private:
  class implementation;
  std::shared_ptr<implementation> impl_;
};

} // namespace leadstream::serve
