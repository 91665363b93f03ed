#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace leadstream::simweb {

/// The bytes in gzip format, packed fast rather than well.
std::string gzip(std::string_view bytes);

/// gzip that unpacks to that many blanks; made once and kept.
const std::string& gzip_bomb(std::size_t unpacked);

} // namespace leadstream::simweb
