#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace leadstream::serve {

/// Takes the chunks of a body apart (RFC 9112, 7.1), to the letter: sizes of 1..8 hexadecimal digits,
/// well-formed extensions (ignored), CRLF everywhere, no trailer fields. Pure; linear; takes at most `limit`
/// bytes.
class chunked_body {
public:
  enum class verdict : std::uint8_t { incomplete, complete, malformed, too_large };

  explicit chunked_body(std::size_t limit) : limit_(limit) {}

  /// Takes bytes from the front of `received` and removes them. Nothing behind the last chunk is touched.
  verdict take(std::string_view& received);

  /// What came so far; who empties it takes the body piece by piece, the limit counts all of it.
  std::string& body() { return body_; }

private:
  enum class expecting : std::uint8_t { size_line, data, data_end, last_end };
  verdict take_line(std::string_view& received);
  verdict begin_chunk();
  void take_data(std::string_view& received);

  std::size_t limit_;
  expecting state_ = expecting::size_line;
  std::string line_;
  std::size_t left_ = 0;
  std::size_t announced_ = 0;
  std::size_t overhead_ = 0;
  std::string body_;
};

} // namespace leadstream::serve
