#include "net/fetch/unpacker.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>

using leadstream::net::unpacker;

namespace {

constexpr std::size_t most_bytes = 1U << 20U;

struct outcome {
  std::string plain;
  unpacker::state state = unpacker::state::good;
  bool whole = false;

  bool operator==(const outcome&) const = default;
};

outcome unpack(std::string_view encoding, std::string_view bytes, std::size_t piece) {
  outcome out;
  const auto reader = unpacker::make(encoding, [&](std::string_view plain) {
    out.plain += plain;
    return out.plain.size() <= most_bytes;
  });
  while (out.state == unpacker::state::good && !bytes.empty()) {
    out.state = reader->write(bytes.substr(0, piece));
    bytes.remove_prefix(std::min(piece, bytes.size()));
  }
  out.whole = reader->whole();
  return out;
}

} // namespace

/// Whatever claims to be packed ends, and in whatever pieces it comes it gives the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::array<const char*, 4> encodings{"gzip", "deflate", "br", "gzip, br"};
  if (size < 2) {
    return 0;
  }
  const char* encoding = encodings[data[0] % encodings.size()];
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const outcome at_once = unpack(encoding, bytes, bytes.size());
  const outcome slowly = unpack(encoding, bytes, 1);
  if (at_once.state == unpacker::state::good && !(slowly == at_once)) {
    std::abort();
  }
  return 0;
}
