#pragma once
#include "domain/model/event.hpp"
#include "net/serve/io_thread.hpp"
#include "net/serve/websocket_limits.hpp"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace leadstream::serve {

class websocket_session;

/// Committed events as they are sent: each framed once for all subscribers of all threads.
struct live_batch {
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
  /// Batches that wait already are gathered, so that each subscriber gets them in one call of the kernel.
  void publish(const live_batch& batch);
  void close_all(std::uint16_t code, const std::string& reason);
  void hang_up_all();

  /// The position after the last event that was published here; nothing before the first.
  const std::optional<position>& tail() const { return tail_; }
  /// The position before the first one.
  const std::optional<position>& origin() const { return origin_; }

private:
  void tick();
  void flush_all();

  asio::io_context& io_;
  asio::steady_timer timer_;
  std::chrono::milliseconds period_;
  std::set<websocket_session*> sessions_;
  std::optional<position> origin_;
  std::optional<position> tail_;
  bool ticking_ = false;
  bool flush_waits_ = false;
};

} // namespace leadstream::serve
