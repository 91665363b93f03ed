#include "net/serve/live_room.hpp"

#include "net/serve/websocket_session.hpp"

#include <algorithm>
#include <utility>

namespace leadstream::serve {
namespace {

/// Deadlines of WebSockets are looked after in turns: a tenth of the shortest, within reason.
std::chrono::milliseconds tick_period(const websocket_limits& limits) {
  const auto shortest = std::min({limits.stall, limits.ping_interval, limits.pong_timeout,
                                  limits.position_interval, limits.subscribe_grace});
  return std::clamp(shortest / 10, std::chrono::milliseconds(5), std::chrono::milliseconds(250));
}

} // namespace

live_room::live_room(io_thread& home, const websocket_limits& limits)
    : io_(home.context()), timer_(io_), period_(tick_period(limits)) {}

void live_room::join(websocket_session* session) {
  sessions_.insert(session);
  if (!ticking_) {
    tick();
  }
}

void live_room::leave(websocket_session* session) {
  sessions_.erase(session);
  for (auto& [tenant, of] : streams_) {
    of.sessions.erase(session);
  }
}

void live_room::enter(const tenant_id& tenant, websocket_session* session) {
  streams_[tenant].sessions.insert(session);
}

const live_room::stretch& live_room::published(const tenant_id& tenant) const {
  static const stretch nothing;
  const auto known = streams_.find(tenant);
  return known == streams_.end() ? nothing : known->second.published;
}

void live_room::publish(const live_batch& batch) {
  stream& of = streams_[batch.tenant];
  if (!of.published.origin) {
    of.published.origin = position{batch.epoch, batch.events->front().seq - 1};
  }
  of.published.tail = position{batch.epoch, batch.events->back().seq};
  for (websocket_session* session : of.sessions) {
    session->deliver(batch);
  }
  if (!std::exchange(flush_waits_, true)) {
    asio::post(io_, [this] { flush_all(); });
  }
}

void live_room::flush_all() {
  flush_waits_ = false;
  for (websocket_session* session : sessions_) {
    session->flush();
  }
}

void live_room::close_all(std::uint16_t code, const std::string& reason) {
  for (websocket_session* session : sessions_) {
    session->close(code, reason);
  }
}

void live_room::hang_up_all() {
  for (websocket_session* session : sessions_) {
    session->hang_up();
  }
}

void live_room::tick() {
  const auto now = std::chrono::steady_clock::now();
  for (websocket_session* session : sessions_) {
    session->tick(now);
  }
  ticking_ = !sessions_.empty();
  if (!ticking_) {
    return;
  }
  timer_.expires_at(now + period_);
  timer_.async_wait([this](const boost::system::error_code& aborted) {
    if (!aborted) {
      tick();
    }
  });
}

} // namespace leadstream::serve
