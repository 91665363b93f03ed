#pragma once
#include "tests/simweb/http/connection.hpp"

#include <cstdint>
#include <map>
#include <memory>

namespace leadstream::simweb {

/// An HTTP/1.1 server on one loopback port and one thread.
class server {
public:
  /// Port 0: any. Throws std::runtime_error when the port is taken.
  server(std::uint16_t port, handler answer, access_log& log);
  ~server();
  server(const server&) = delete;
  server& operator=(const server&) = delete;

  std::uint16_t port() const { return port_; }
  /// Serves for ever.
  [[noreturn]] void run();

private:
  void accept_all();
  void serve(int socket, std::uint32_t events);
  void watch(int socket, connection& client);
  void drop(int socket);
  int next_timeout();
  void run_timers();

  int listener_ = -1;
  int poll_ = -1;
  std::uint16_t port_ = 0;
  handler answer_;
  access_log& log_;
  struct client {
    std::unique_ptr<connection> session;
    std::uint32_t watched = 0;
  };
  std::map<int, client> clients_;
  std::multimap<clock::time_point, int> timers_;
};

} // namespace leadstream::simweb
