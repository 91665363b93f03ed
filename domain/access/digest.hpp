#pragma once
#include <string>
#include <string_view>

namespace leadstream::access {

/// SHA-256 in lower-case hexadecimal digits: how secrets of full entropy are stored and links are chained.
std::string sha256_hex(std::string_view text);

} // namespace leadstream::access
