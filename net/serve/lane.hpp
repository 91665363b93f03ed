#pragma once
#include "net/api/http.hpp"
#include "net/api/router.hpp"
#include "net/serve/io_thread.hpp"
#include "net/serve/live_room.hpp"
#include "net/serve/server.hpp"

#include <atomic>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <set>

namespace leadstream::serve {

class http_session;

/// What all connections of a server share; never changed after the start but for the counters.
struct server_state {
  server_options options;
  api::router routes;
  api::environment around;
  std::atomic<std::size_t> connections{0};
  std::atomic<std::size_t> websockets{0};
  std::mutex mutex;
  std::map<std::string, std::size_t> by_address; ///< connections of each client; under the mutex
  std::condition_variable ended;                 ///< a connection ended

  /// Whether one more connection of that address is within the limits.
  bool has_room_for(const std::string& address);
  /// Logs an internal error and gives the id that the client is told.
  std::string report(const std::string& request_id, const std::string& what) const;
  void log(log_level level, std::string message,
           std::vector<std::pair<std::string, std::string>> fields = {}) const;
};

/// Counts while it lives, also for its client's address when one is given.
class ticket {
public:
  ticket(std::shared_ptr<server_state> server, std::atomic<std::size_t>& counter, std::string address = {});
  ~ticket();
  ticket(const ticket&) = delete;
  ticket& operator=(const ticket&) = delete;

private:
  std::shared_ptr<server_state> server_;
  std::atomic<std::size_t>& counter_;
  std::string address_;
};
using ticket_ptr = std::unique_ptr<ticket>;

/// An I/O thread with the connections that live on it. Used on that thread only.
struct lane {
  explicit lane(std::shared_ptr<io_thread> home, const websocket_limits& limits)
      : thread(std::move(home)), room(*thread, limits) {}

  std::shared_ptr<io_thread> thread;
  live_room room;
  std::set<http_session*> sessions;
  bool draining = false;

  /// Ends idle connections now, busy ones after their answer, WebSockets with 1001.
  void drain();
  /// Ends all connections now.
  void abort();
};

} // namespace leadstream::serve
