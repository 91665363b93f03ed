#pragma once
#include "domain/model/event.hpp"
#include "domain/model/tenant.hpp"
#include "net/serve/io_thread.hpp"
#include "net/serve/websocket_limits.hpp"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace leadstream::serve {

class websocket_session;

/// Committed events of a tenant as they are sent: each framed once for all subscribers of all threads.
struct live_batch {
  tenant_id tenant;
  std::string epoch;
  std::shared_ptr<const std::vector<event>> events;       ///< in order, never empty
  std::vector<std::shared_ptr<const std::string>> frames; ///< one for each event
};

/// The WebSockets of one I/O thread, and how far the live events have come there. Used on that thread only.
class live_room {
public:
  live_room(io_thread& home, const websocket_limits& limits);

  void join(websocket_session* session);
  void leave(websocket_session* session);
  /// From now on the session gets the batches of that tenant, and of no other.
  void enter(const tenant_id& tenant, websocket_session* session);
  /// Batches that wait already are gathered, so that each subscriber gets them in one call of the kernel.
  void publish(const live_batch& batch);
  void close_all(std::uint16_t code, const std::string& reason);
  void hang_up_all();

  /// What was published here of a tenant: the positions before the first event and after the last; nothing
  /// before the first.
  struct stretch {
    std::optional<position> origin;
    std::optional<position> tail;
  };
  const stretch& published(const tenant_id& tenant) const;

private:
  void tick();
  void flush_all();

  asio::io_context& io_;
  asio::steady_timer timer_;
  std::chrono::milliseconds period_;
  struct stream {
    stretch published;
    std::set<websocket_session*> sessions;
  };
  std::set<websocket_session*> sessions_;
  std::map<tenant_id, stream> streams_;
  bool ticking_ = false;
  bool flush_waits_ = false;
};

} // namespace leadstream::serve
