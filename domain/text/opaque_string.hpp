#pragma once
#include <string>
#include <string_view>

namespace leadstream {

/// A password as it is compared (RFC 8265, OpaqueString): NFC, with plain blanks for other spaces, so that it
/// is the same however a keyboard composes it. Invalid UTF-8 becomes U+FFFD.
std::string opaque_string(std::string_view text);

} // namespace leadstream
