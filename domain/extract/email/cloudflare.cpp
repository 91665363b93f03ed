#include "domain/extract/email/cloudflare.hpp"

#include "domain/text/strings.hpp"

namespace leadstream::extraction {
namespace {

int byte_at(std::string_view hex, std::size_t position) {
  const int high = hex_value(hex[position]);
  const int low = hex_value(hex[position + 1]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

} // namespace

std::string decode_cloudflare(std::string_view hex) {
  if (hex.size() < 4 || hex.size() % 2 != 0 || hex.size() > 1024) {
    return {};
  }
  const int key = byte_at(hex, 0);
  std::string out;
  for (std::size_t i = 2; i < hex.size(); i += 2) {
    const int byte = byte_at(hex, i);
    if (key < 0 || byte < 0) {
      return {};
    }
    out += static_cast<char>(byte ^ key);
  }
  return out;
}

} // namespace leadstream::extraction
