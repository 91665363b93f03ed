#include "tests/simweb/site/compress.hpp"

#include <algorithm>
#include <zlib.h>

namespace leadstream::simweb {
namespace {

constexpr int gzip_window = 15 + 16;

void put(z_stream& stream, std::string_view bytes, int flush, std::string& out) {
  char buffer[65536];
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  do {
    stream.next_out = reinterpret_cast<Bytef*>(buffer);
    stream.avail_out = sizeof buffer;
    deflate(&stream, flush);
    out.append(buffer, sizeof buffer - stream.avail_out);
  } while (stream.avail_out == 0);
}

} // namespace

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  deflateInit2(&stream, 1, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY);
  std::string out;
  put(stream, bytes, Z_FINISH, out);
  deflateEnd(&stream);
  return out;
}

const std::string& gzip_bomb(std::size_t unpacked) {
  static const std::string made = [unpacked] {
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY);
    std::string out;
    const std::string blanks(1u << 20, ' ');
    put(stream, "<html><body>", Z_NO_FLUSH, out);
    for (std::size_t done = 0; done < unpacked; done += blanks.size())
      put(stream, blanks, Z_NO_FLUSH, out);
    put(stream, "</body></html>", Z_FINISH, out);
    deflateEnd(&stream);
    return out;
  }();
  return made;
}

} // namespace leadstream::simweb
