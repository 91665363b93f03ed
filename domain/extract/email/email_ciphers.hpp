#pragma once
#include <string>
#include <string_view>

namespace leadstream::extraction {

/// What page authors write instead of an address, undone. Each gives an empty string for what it is not.
std::string rot13(std::string_view text);
std::string reverse_bytes(std::string_view text);
std::string decode_base64(std::string_view text);

/// TYPO3's "nbjmup;…" links: every letter, digit and sign is moved by the same step within its group. The
/// step shows in the word "mailto:" that comes first.
std::string decode_shifted_mailto(std::string_view text);

} // namespace leadstream::extraction
