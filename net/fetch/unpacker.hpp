#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace leadstream::net {

/// Undoes the content encodings of one body as it arrives: gzip, deflate and br, one over another too. Unlike
/// libcurl it knows whether what was packed has come to its end.
class unpacker {
public:
  enum class state : std::uint8_t { good, malformed, stopped };
  /// Takes what was unpacked. False: no more is wanted.
  using sink = std::function<bool(std::string_view)>;
  /// One encoding.
  class layer;

  /// `encodings` is the value of Content-Encoding. Null when one of them is not known, or they are too many.
  static std::unique_ptr<unpacker> make(std::string_view encodings, sink to);
  ~unpacker();

  state write(std::string_view bytes) { return pass(0, bytes); }
  /// Whether all that was packed is there; nothing at all is whole, too.
  bool whole() const;

private:
  explicit unpacker(sink to);
  state pass(std::size_t depth, std::string_view bytes);

  std::vector<std::unique_ptr<layer>> layers_; ///< the one that was packed last comes first
  sink to_;
  bool begun_ = false;
  state within_ = state::good; ///< of the layers further in
};

} // namespace leadstream::net
