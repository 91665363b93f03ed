#include "domain/text/charset.hpp"
#include "domain/text/code_points.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

/// Whatever bytes and declaration come, the text is valid UTF-8 without NUL.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto cut = std::min<std::size_t>(size, size > 0 ? data[0] % 32U : 0U);
  const auto text = leadstream::extraction::decode(bytes.substr(cut), bytes.substr(0, cut));
  if (leadstream::to_utf8(leadstream::code_points(text.utf8)) != text.utf8 ||
      text.utf8.find('\0') != std::string::npos) {
    std::abort();
  }
  return 0;
}
