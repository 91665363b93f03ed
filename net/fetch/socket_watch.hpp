#pragma once
#include "domain/ports.hpp"

#include <chrono>
#include <curl/curl.h>
#include <functional>
#include <optional>

namespace leadstream::net {

/// What the transfers of a multi handle wait for, by epoll(7): a turn costs by the sockets with news, not by
/// those that are open. One thread.
class socket_watch {
public:
  /// Told of the socket that a transfer waits for.
  using use_function = std::function<void(CURL* transfer, curl_socket_t socket)>;

  /// `news` is a descriptor that turns readable when something else has come; it is watched as well, and
  /// whoever reads it out is to be another. The multi handle must be cleaned up before the watch ends.
  socket_watch(CURLM* multi, int news, use_function used);
  ~socket_watch();
  socket_watch(const socket_watch&) = delete;
  socket_watch& operator=(const socket_watch&) = delete;

  /// Sleeps until there are news, a time-out of a transfer or `longest` has passed; then lets libcurl do what
  /// it can.
  void wait(std::chrono::milliseconds longest);

private:
  static int on_socket(CURL* transfer, curl_socket_t socket, int wanted, void* self, void* known);
  static int on_timer(CURLM* multi, long milliseconds, void* self);
  std::chrono::milliseconds until_timeout(std::chrono::milliseconds longest) const;

  CURLM* multi_;
  int news_;
  use_function used_;
  int epoll_;
  std::optional<monotonic_time> timeout_; ///< when libcurl wants to be asked at the latest
};

} // namespace leadstream::net
