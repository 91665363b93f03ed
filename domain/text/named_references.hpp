#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace leadstream {

/// Bytes of the longest reference, with "&" and ";".
inline constexpr std::size_t longest_reference = 34;

/// The text that a named character reference of HTML stands for: "auml;", or one of those that are known
/// without ';'. Null when there is none of that name.
const std::string* named_reference(std::string_view name);

/// The code point that a reference by number stands for: 0x80 to 0x9F mean windows-1252, what is no character
/// becomes U+FFFD.
char32_t numbered_reference(char32_t number);

/// What a reference stands for that is given without its "&" and with its ";", by name or number; empty when
/// it is none.
std::string reference_text(std::string_view reference);

/// The text with every reference that ends in ";" undone.
std::string undo_references(std::string_view text);

} // namespace leadstream
