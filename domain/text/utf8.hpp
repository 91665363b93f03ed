#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace leadstream::extraction {

/// Valid UTF-8: every invalid byte becomes U+FFFD, NUL is dropped.
std::string make_valid_utf8(std::string_view bytes);
bool is_valid_utf8(std::string_view bytes);
/// Whether all bytes are below 0x80; eight at a time.
bool is_ascii(std::string_view bytes);

/// Appends a code point as UTF-8.
void append_utf8(std::string& out, char32_t code_point);

/// The code point at `position`, which moves behind it; U+FFFD for an invalid byte.
char32_t next_code_point(std::string_view text, std::size_t& position);

/// Whether a code point is a letter, an upper-case letter.
bool is_unicode_letter(char32_t code_point);
bool is_unicode_upper(char32_t code_point);

/// The whole text in lower case, by the rules of Unicode without a language.
std::string unicode_lower(std::string_view text);

} // namespace leadstream::extraction
