#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace leadstream::serve {

/// Packs a body with gzip (RFC 1952), piece by piece.
class gzip_stream {
public:
  gzip_stream();
  ~gzip_stream();

  /// What is ready of the packed bytes after this piece; perhaps nothing before the last one.
  std::string pack(std::string_view piece, bool last);

private:
  struct state;
  std::unique_ptr<state> state_;
};

/// Whether Accept-Encoding lets an answer be packed with gzip (RFC 9110, 12.5.3).
bool accepts_gzip(std::string_view accept_encoding);

/// Whether bodies of that type are text that packs well: JSON, CSV and other text.
bool is_packable(std::string_view content_type);

} // namespace leadstream::serve
