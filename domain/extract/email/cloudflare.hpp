#pragma once
#include <string>
#include <string_view>

namespace leadstream::extraction {

/// What Cloudflare's email protection hides: hexadecimal bytes, each XORed with the first. Empty when
/// malformed.
std::string decode_cloudflare(std::string_view hex);

} // namespace leadstream::extraction
