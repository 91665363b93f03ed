#pragma once
#include "domain/model/page.hpp"
#include "domain/ports.hpp"
#include "net/fetch/egress.hpp"
#include "net/fetch/unpacker.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::net {

/// An answer as it arrives: collects fields and body, and stops at the first limit that is passed.
class answer {
public:
  void begin(const fetch_limits& limits);

  /// A line of a header block or a trailer, with its line end. False: stop.
  bool add_line(std::string_view line);
  /// Bytes of the body as they came, perhaps packed. False: stop.
  bool add_body(std::string_view bytes);
  /// How many bytes of the body have come over the wire. False: stop.
  bool check_wire(std::uint64_t bytes);

  /// Whether the body, which has ended, is all there; one that is packed may lack its end.
  bool whole() const { return packed_ == nullptr || packed_->whole(); }

  /// Whether the header has ended and says that the body comes in chunks.
  bool chunked() const;

  /// Why it was stopped: a limit was passed, or the header contradicts itself. Nothing while all is well.
  const std::optional<refusal>& stopped() const { return stopped_; }
  /// It was stopped only because no more of the body is wanted: what is there counts.
  bool cut() const { return cut_; }
  std::uint64_t header_bytes() const { return header_bytes_; }

  std::vector<header> take_headers() { return std::move(headers_); }
  std::string take_body() { return std::move(body_); }

private:
  bool end_block();
  bool keep(std::string_view bytes);
  bool cut_off();
  bool exceed(const char* what, std::uint64_t limit);
  bool stop(fetch_failure why, std::string message);

  fetch_limits limits_;
  std::vector<header> headers_;
  std::string body_;
  std::unique_ptr<unpacker> packed_;
  std::uint64_t header_bytes_ = 0;
  bool interim_ = false;  ///< the block at hand is a 1xx answer
  bool complete_ = false; ///< the final header block has ended: further lines are trailers
  bool cut_ = false;
  std::optional<refusal> stopped_;
};

} // namespace leadstream::net
