#pragma once
#include <string>
#include <string_view>

namespace leadstream {

/// UTF-8 as code points. Each byte that is not part of valid UTF-8 (overlong forms and surrogates are not)
/// becomes U+FFFD.
std::u32string code_points(std::string_view text);

/// Code points as UTF-8. What is none (surrogates, beyond U+10FFFF) becomes U+FFFD.
std::string to_utf8(std::u32string_view points);

/// Appends one code point as UTF-8.
void append_utf8(std::string& out, char32_t point);

} // namespace leadstream
