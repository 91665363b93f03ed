#pragma once
#include <chrono>
#include <cstddef>

namespace leadstream::serve {

/// What one WebSocket may cost.
struct websocket_limits {
  std::size_t connections = 2'048;
  std::size_t message_bytes = 64u << 10;   ///< received; more is closed with 1009
  std::size_t queue_bytes = 1u << 20;      ///< waiting to be sent; more is closed with 4408
  std::chrono::milliseconds stall{10'000}; ///< without a byte taken by the client: closed with 4408
  std::chrono::milliseconds ping_interval{25'000};
  std::chrono::milliseconds pong_timeout{8'000}; ///< after a ping without any sign of life: dropped
  std::chrono::milliseconds position_interval{10'000};
  std::chrono::milliseconds authentication{10'000}; ///< to show credentials; then closed with 4401
  std::chrono::milliseconds confirmation{2'000};    ///< between two looks whether they still hold
  /// A client that has said nothing after this time is subscribed to everything that happened since it
  /// connected.
  std::chrono::milliseconds subscribe_grace{2'000};
};

} // namespace leadstream::serve
