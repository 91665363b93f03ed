#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace leadstream::storage::archive {

/// The bytes as one gzip member.
std::string pack(std::string_view bytes);

/// The first gzip member of the bytes, unpacked; throws failure(malformed) when it is none, or larger than
/// `limit`.
std::string unpack(std::string_view bytes, std::size_t limit);

} // namespace leadstream::storage::archive
