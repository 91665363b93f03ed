#include "net/serve/websocket_frames.hpp"

#include "net/api/text.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>

namespace leadstream::serve {
namespace {

constexpr std::size_t longest_control = 125;

void append_big_endian(std::string& out, std::uint64_t number, int bytes) {
  for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
    out += static_cast<char>((number >> static_cast<unsigned>(shift)) & 0xFFU);
  }
}

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t number = 0;
  for (const char byte : bytes) {
    number = (number << 8U) | static_cast<unsigned char>(byte);
  }
  return number;
}

bool is_control(opcode kind) {
  return static_cast<std::uint8_t>(kind) >= 8;
}

bool is_known(unsigned kind) {
  return kind <= 2 || (kind >= 8 && kind <= 10);
}

/// Codes that may stand in a close frame (RFC 6455, 7.4, and its registry).
bool is_sendable(std::uint16_t code) {
  return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
}

} // namespace

void append_frame(std::string& out, opcode kind, std::string_view payload) {
  out += static_cast<char>(0x80U | static_cast<unsigned>(kind));
  if (payload.size() < 126) {
    out += static_cast<char>(payload.size());
  } else if (payload.size() < 65536) {
    out += static_cast<char>(126);
    append_big_endian(out, payload.size(), 2);
  } else {
    out += static_cast<char>(127);
    append_big_endian(out, payload.size(), 8);
  }
  out += payload;
}

std::string close_frame(std::uint16_t code, std::string_view reason) {
  std::string payload;
  append_big_endian(payload, code, 2);
  payload += reason.substr(0, longest_control - 2);
  std::string frame;
  append_frame(frame, opcode::close, payload);
  return frame;
}

std::string accept_key(std::string_view key) {
  const std::string text = std::string(key) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha1(), nullptr);
  std::array<unsigned char, 64> encoded{};
  const int length = EVP_EncodeBlock(encoded.data(), digest.data(), static_cast<int>(size));
  return {encoded.begin(), encoded.begin() + length};
}

frame_reader::event frame_reader::fail(std::uint16_t code) {
  code_ = code;
  return event::violation;
}

frame_reader::event frame_reader::next(std::string_view& received) {
  while (!received.empty()) {
    if (!in_payload_) {
      header_ += received.front();
      received.remove_prefix(1);
      if (header_.size() < header_size()) {
        continue;
      }
      if (const event e = begin(); e != event::nothing) {
        return e;
      }
    }
    take_payload(received);
    if (left_ == 0) {
      if (const event e = finish(); e != event::nothing) {
        return e;
      }
    }
  }
  return event::nothing;
}

std::size_t frame_reader::header_size() const {
  if (header_.size() < 2) {
    return 2;
  }
  const unsigned second = static_cast<unsigned char>(header_[1]);
  const unsigned length = second & 0x7FU;
  const std::size_t extended = length == 126 ? 2 : (length == 127 ? 8 : 0);
  return 2 + extended + ((second & 0x80U) != 0 ? 4 : 0);
}

/// Judges a complete header before any byte of its payload is kept.
frame_reader::event frame_reader::begin() {
  const unsigned first = static_cast<unsigned char>(header_[0]);
  const unsigned second = static_cast<unsigned char>(header_[1]);
  const unsigned length = second & 0x7FU;
  const std::string_view extended =
      std::string_view(header_).substr(2, length == 126 ? 2 : (length == 127 ? 8 : 0));
  left_ = extended.empty() ? length : big_endian(extended);
  kind_ = static_cast<opcode>(first & 0x0FU);
  last_ = (first & 0x80U) != 0;
  const bool masked = (second & 0x80U) != 0;
  const bool minimal = extended.empty() || left_ >= (length == 126 ? 126U : 65536U);
  if ((first & 0x70U) != 0 || !is_known(first & 0x0FU) || !masked || !minimal || left_ >> 63U != 0) {
    return fail(1002);
  }
  if (is_control(kind_) ? (!last_ || left_ > longest_control)
                        : in_message_ != (kind_ == opcode::continuation)) {
    return fail(1002);
  }
  if (kind_ == opcode::binary) {
    return fail(1003);
  }
  if (!is_control(kind_) && left_ > limit_ - message_.size()) {
    return fail(1009);
  }
  in_payload_ = true;
  taken_ = 0;
  return event::nothing;
}

void frame_reader::take_payload(std::string_view& received) {
  const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(left_, received.size()));
  const std::string_view mask = std::string_view(header_).substr(header_.size() - 4);
  for (std::size_t i = 0; i < count; ++i) {
    frame_ += static_cast<char>(received[i] ^ mask[(taken_ + i) % 4]);
  }
  received.remove_prefix(count);
  taken_ += count;
  left_ -= count;
}

frame_reader::event frame_reader::finish() {
  in_payload_ = false;
  header_.clear();
  if (!is_control(kind_)) {
    return finish_message();
  }
  payload_ = std::move(frame_);
  frame_.clear();
  if (kind_ == opcode::close) {
    return finish_close();
  }
  return kind_ == opcode::ping ? event::ping : event::pong;
}

frame_reader::event frame_reader::finish_message() {
  message_ += frame_;
  frame_.clear();
  in_message_ = !last_;
  if (!last_) {
    return event::nothing;
  }
  payload_ = std::move(message_);
  message_.clear();
  return api::count_characters(payload_) ? event::text : fail(1007);
}

frame_reader::event frame_reader::finish_close() {
  if (payload_.empty()) {
    code_ = 1005;
    return event::close;
  }
  code_ = payload_.size() < 2
              ? std::uint16_t{0}
              : static_cast<std::uint16_t>(big_endian(std::string_view(payload_).substr(0, 2)));
  if (!is_sendable(code_)) {
    return fail(1002);
  }
  payload_.erase(0, 2);
  return api::count_characters(payload_) ? event::close : fail(1007);
}

} // namespace leadstream::serve
