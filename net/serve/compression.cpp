#include "net/serve/compression.hpp"

#include "domain/text/ascii.hpp"
#include "net/api/text.hpp"

#include <array>
#include <stdexcept>
#include <zlib.h>

namespace leadstream::serve {
namespace {

constexpr int level = 5;
constexpr int gzip_window = 15 + 16;
constexpr int memory_level = 8;

/// Whether an entry of the list, "gzip;q=0.5", is not switched off by q=0.
bool is_wanted(std::string_view parameters) {
  const auto q = parameters.find("q=");
  return q == std::string_view::npos ||
         parameters.substr(q + 2).find_first_of("123456789") != std::string_view::npos;
}

} // namespace

struct gzip_stream::state {
  z_stream stream{};
};

gzip_stream::gzip_stream() : state_(std::make_unique<state>()) {
  if (deflateInit2(&state_->stream, level, Z_DEFLATED, gzip_window, memory_level, Z_DEFAULT_STRATEGY) !=
      Z_OK) {
    throw std::runtime_error("there is no memory to compress an answer");
  }
}

gzip_stream::~gzip_stream() {
  deflateEnd(&state_->stream);
}

std::string gzip_stream::pack(std::string_view piece, bool last) {
  z_stream& stream = state_->stream;
  // zlib does not change what it reads.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(piece.data()));
  stream.avail_in = static_cast<uInt>(piece.size());
  std::string packed;
  std::array<char, 16'384> room{};
  do {
    stream.next_out = reinterpret_cast<Bytef*>(room.data());
    stream.avail_out = room.size();
    deflate(&stream, last ? Z_FINISH : Z_NO_FLUSH);
    packed.append(room.data(), room.size() - stream.avail_out);
  } while (stream.avail_out == 0);
  return packed;
}

bool accepts_gzip(std::string_view accept_encoding) {
  bool any = false;
  for (const std::string_view entry : api::split(accept_encoding, ',')) {
    const auto end = std::min(entry.find(';'), entry.size());
    const std::string_view coding = api::trimmed(entry.substr(0, end));
    if (equals_ignoring_case(coding, "gzip") || equals_ignoring_case(coding, "x-gzip")) {
      return is_wanted(entry.substr(end));
    }
    any = any || (coding == "*" && is_wanted(entry.substr(end)));
  }
  return any;
}

bool is_packable(std::string_view content_type) {
  return content_type.starts_with("application/json") || content_type.starts_with("text/") ||
         content_type.starts_with("application/jsonl") || content_type.starts_with("application/x-ndjson") ||
         content_type.starts_with("application/problem+json") ||
         content_type.starts_with("application/javascript");
}

} // namespace leadstream::serve
