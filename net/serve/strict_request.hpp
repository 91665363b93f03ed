#pragma once
#include "net/serve/http_limits.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace leadstream::serve {

/// How the end of a body is known.
enum class body_framing : std::uint8_t { none, length, chunked };

/// What the framing of a request depends on. Views into the bytes that were scanned.
struct request_head {
  std::string_view method;
  std::string_view target;    ///< path and query
  std::string_view authority; ///< of a target in absolute form; else empty
  std::string_view host;      ///< empty for HTTP/1.0 without one
  bool version_1_1 = true;
  body_framing framing = body_framing::none;
  std::uint64_t content_length = 0;
  bool keep_alive = true; ///< what the client wants
  bool expects_continue = false;
};

/// Stands in front of the HTTP parser and lets only requests pass that nobody can read in two ways (RFC 9112,
/// and stricter where leniency has been abused for request smuggling): CRLF line ends, exactly one Host, at
/// most one plain Content-Length, no Transfer-Encoding but "chunked", no folded lines, no content where a
/// method gives it no meaning. One empty line ahead of the request line is skipped, not two. Pure: bytes in,
/// verdict out; linear in the size of the header.
class strict_request {
public:
  enum class verdict : std::uint8_t { incomplete, complete, refused };

  explicit strict_request(const http_limits& limits) : limits_(limits) {}

  /// Looks at all bytes received since the beginning of the request. Call it again with more while
  /// incomplete.
  verdict scan(std::string_view received);

  /// After complete: where the request line begins, the size of everything with the empty line at its end,
  /// and what it says.
  std::size_t begin() const { return begin_; }
  std::size_t size() const { return size_; }
  const request_head& head() const { return head_; }

  /// After refused: the status to answer with before the connection is closed, and why.
  int status() const { return status_; }
  const std::string& reason() const { return reason_; }

private:
  bool refuse(int status, std::string reason);
  bool find_end(std::string_view received);
  bool read_request_line(std::string_view line);
  bool read_target(std::string_view target);
  std::string_view take_authority(std::string_view target);
  bool read_version(std::string_view version);
  bool read_fields(std::string_view fields);
  bool read_field(std::string_view line);
  bool apply(std::string_view name, std::string_view value);
  void apply_connection(std::string_view value);
  bool apply_host(std::string_view value);
  bool apply_length(std::string_view value);
  bool apply_encoding(std::string_view value);
  bool apply_expect(std::string_view value);
  bool refuse_repeated(std::string_view name);
  bool check_whole();

  http_limits limits_;
  request_head head_;
  std::size_t begin_ = 0;
  std::size_t scanned_ = 0;
  std::size_t line_end_ = 0;
  std::size_t size_ = 0;
  std::size_t fields_ = 0;
  bool seen_host_ = false;
  bool seen_length_ = false;
  bool seen_encoding_ = false;
  std::uint32_t seen_once_ = 0;
  int status_ = 0;
  std::string reason_;
};

} // namespace leadstream::serve
