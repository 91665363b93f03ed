#pragma once
#include <string_view>

namespace leadstream::extraction {

/// Whether the domain ends in a suffix that the public suffix list knows, and has a label before it. Lower
/// case.
/// ".test" (RFC 2606) counts, so that a small internet of its own can be read.
bool has_known_suffix(std::string_view domain);

} // namespace leadstream::extraction
