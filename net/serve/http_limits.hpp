#pragma once
#include <chrono>
#include <cstddef>

namespace leadstream::serve {

/// What one HTTP connection may cost.
struct http_limits {
  std::size_t header_bytes = 8u << 10;
  std::size_t target_bytes = 4u << 10;
  std::size_t header_fields = 100;
  std::size_t body_bytes = 1u << 20;
  std::size_t upload_bytes = 512u << 20; ///< the same for routes that take their body while it arrives
  std::chrono::milliseconds header_timeout{10'000};  ///< from the first byte to the end of the header
  std::chrono::milliseconds body_timeout{30'000};    ///< for the whole body; of an upload for each piece
  std::size_t body_rate = 1'024;                     ///< bytes a second, after 5 s; 0: any
  std::size_t compress_bytes = 1'024;                ///< answers from this size on are packed; 0: none
  std::chrono::milliseconds idle_timeout{60'000};    ///< between two requests
  std::chrono::milliseconds write_timeout{10'000};   ///< for the client to take 64 KiB of an answer
  std::chrono::milliseconds handler_timeout{30'000}; ///< for the service's answer; then 503
  std::size_t connections = 4'096;             ///< all of the server, WebSockets too; more are answered 503
  std::size_t connections_per_address = 2'048; ///< of those, from one client address
  std::size_t requests_per_connection = 1'000; ///< then the connection is closed
};

} // namespace leadstream::serve
