#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Frames of the WebSocket protocol (RFC 6455). Pure: bytes in, bytes out.
namespace leadstream::serve {

enum class opcode : std::uint8_t { continuation = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

/// Appends an unmasked, unfragmented frame, as a server sends it.
void append_frame(std::string& out, opcode kind, std::string_view payload);

/// A close frame with its code and a reason of at most 123 bytes.
std::string close_frame(std::uint16_t code, std::string_view reason);

/// The value of Sec-WebSocket-Accept for a key.
std::string accept_key(std::string_view key);

/// Puts the frames of a client together again. Strict: masked, no reserved bits, minimal lengths, valid
/// UTF-8.
class frame_reader {
public:
  enum class event : std::uint8_t { nothing, text, ping, pong, close, violation };

  explicit frame_reader(std::size_t message_limit) : limit_(message_limit) {}

  /// Takes bytes from the front of `received` (removing them) until something is complete; nothing: all was
  /// taken.
  event next(std::string_view& received);

  /// The text, the ping's content or the close reason of the last event.
  const std::string& payload() const { return payload_; }
  /// After close: the client's code (1005 when it gave none). After violation: the code to close with, 1002,
  /// 1003, 1007 or 1009.
  std::uint16_t code() const { return code_; }

private:
  event fail(std::uint16_t code);
  std::size_t header_size() const;
  event begin();
  void take_payload(std::string_view& received);
  event finish();
  event finish_message();
  event finish_close();

  std::size_t limit_;
  std::string header_;
  std::string frame_;   ///< payload of the frame under way
  std::string message_; ///< of the fragments before
  std::string payload_;
  std::uint64_t left_ = 0;
  std::uint64_t taken_ = 0;
  opcode kind_ = opcode::text;
  bool last_ = true;
  bool in_message_ = false;
  bool in_payload_ = false;
  std::uint16_t code_ = 0;
};

} // namespace leadstream::serve
