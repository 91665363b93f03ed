#pragma once
#include "domain/model/result.hpp"
#include "net/client/http_client.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace leadstream::client {

/// A WebSocket to a Leadstream server, read by one thread that waits. Not thread-safe.
/// Errors: invalid_argument when the URL is none, unavailable when the connection cannot be made or has
/// ended.
class websocket_client {
public:
  /// `server` is the URL that the REST API has, `path` "/ws/leads". `key`: the API key to show; empty: none.
  static result<std::unique_ptr<websocket_client>> connect(std::string_view server, std::string_view path,
                                                           std::chrono::milliseconds timeout,
                                                           const std::string& key = {},
                                                           const trust& believed = {});
  ~websocket_client();

  result<done> send(std::string_view text);

  /// The next text message; nothing when none came in time. Pings are answered meanwhile.
  result<std::optional<std::string>> receive(std::chrono::milliseconds timeout);

private:
  class stream;
  template <class Layer>
  class stream_over;
  explicit websocket_client(std::unique_ptr<stream> open);

  std::unique_ptr<stream> stream_;
};

} // namespace leadstream::client
