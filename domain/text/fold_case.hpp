#pragma once
#include <string>
#include <string_view>

namespace leadstream {

/// The text for comparisons without case: full Unicode case folding, then NFC. Texts that differ in case
/// alone give the same bytes. Invalid UTF-8 becomes U+FFFD.
std::string fold_case(std::string_view text);

} // namespace leadstream
