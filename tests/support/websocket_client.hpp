#pragma once
#include "tests/support/raw_client.hpp"

#include <nlohmann/json.hpp>

#include <optional>

namespace leadstream::test {

/// A frame as it was received.
struct seen_frame {
  int opcode = -1; ///< -1: the connection ended
  std::string payload;

  int close_code() const {
    const auto byte = [&](std::size_t i) { return static_cast<int>(static_cast<unsigned char>(payload[i])); };
    return opcode == 8 && payload.size() >= 2 ? byte(0) * 256 + byte(1) : 0;
  }
};

/// A WebSocket client that sees every frame and may send broken ones.
class websocket_client {
public:
  explicit websocket_client(std::uint16_t port, int receive_buffer = 0, const std::string& more = {})
      : raw(port, receive_buffer) {
    raw.send("GET /ws/leads HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
             "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" +
             more + "\r\n");
    handshake = raw.take_until("\r\n\r\n");
  }

  void send_text(const std::string& text) { send_frame(0x81, text); }

  void send_frame(int first, const std::string& payload) {
    std::string frame(1, static_cast<char>(first));
    if (payload.size() < 126) {
      frame += static_cast<char>(0x80 | payload.size());
    } else {
      frame += static_cast<char>(0x80 | 126);
      frame += static_cast<char>(payload.size() >> 8);
      frame += static_cast<char>(payload.size() & 0xFF);
    }
    const std::string mask = "mask";
    frame += mask;
    for (std::size_t i = 0; i < payload.size(); ++i) {
      frame += static_cast<char>(payload[i] ^ mask[i % 4]);
    }
    raw.send(frame);
  }

  seen_frame next() {
    const std::string head = raw.take(2);
    if (head.size() < 2) {
      return {};
    }
    std::size_t size = static_cast<unsigned char>(head[1]);
    const std::size_t extended = size == 126 ? 2 : (size == 127 ? 8 : 0);
    if (extended > 0) {
      size = 0;
      for (const char c : raw.take(extended)) {
        size = size * 256 + static_cast<unsigned char>(c);
      }
    }
    return {static_cast<unsigned char>(head[0]) & 0x0F, raw.take(size)};
  }

  /// The next text as JSON; an object with "closed" at the end.
  nlohmann::json message() {
    for (;;) {
      const seen_frame frame = next();
      if (frame.opcode == 1) {
        return nlohmann::json::parse(frame.payload);
      }
      if (frame.opcode == 8 || frame.opcode < 0) {
        return {{"closed", frame.close_code()}};
      }
    }
  }

  nlohmann::json subscribe(nlohmann::json request = nlohmann::json::object()) {
    request["type"] = "subscribe";
    send_text(request.dump());
    return message();
  }

  raw_client raw;
  std::string handshake;
};

} // namespace leadstream::test
