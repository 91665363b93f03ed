#pragma once
#include <string>
#include <zlib.h>

namespace leadstream::test {

/// How zlib is told the format.
inline constexpr int gzip_format = 15 + 16;
inline constexpr int zlib_format = 15;
inline constexpr int bare_deflate = -15;

/// The text as small as zlib makes it.
inline std::string packed(const std::string& plain, int format) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, format, 9, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, plain.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
  stream.avail_in = static_cast<uInt>(plain.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

inline std::string gzip(const std::string& plain) {
  return packed(plain, gzip_format);
}

/// 64 MiB of zeros, packed by brotli.
inline std::string brotli_zeros() {
  static constexpr unsigned char bytes[]{0xcf, 0xff, 0xff, 0x7f, 0xf8, 0x27, 0x00, 0xe2, 0xb1, 0x40, 0x20,
                                         0xf7, 0xfe, 0x9f, 0xff, 0xff, 0xff, 0xf0, 0x4f, 0x00, 0xc4, 0x61,
                                         0x01, 0x80, 0xee, 0xfd, 0x3f, 0xff, 0xff, 0xff, 0xe1, 0x9f, 0x00,
                                         0x88, 0xc3, 0x22, 0x00, 0xdd, 0xfb, 0xff, 0xfc, 0xff, 0xff, 0xc7,
                                         0x3f, 0x01, 0x10, 0x87, 0x05, 0x00, 0xba, 0xf7, 0xff};
  return {reinterpret_cast<const char*>(bytes), sizeof bytes};
}

} // namespace leadstream::test
