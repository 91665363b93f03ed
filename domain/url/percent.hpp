#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace leadstream {

/// The value of a hexadecimal digit of either case, 0..15; nothing for any other character.
std::optional<unsigned> hex_value(char digit);

/// Appends "%XX" of a byte, with upper-case digits.
void append_percent_encoded(std::string& out, unsigned char byte);

/// Undoes percent-encoding. A '%' that two hexadecimal digits do not follow stays as it is.
std::string percent_decode(std::string_view text);

/// Percent-encodes all but letters, digits and -._~, for a value within a path, a query or a form.
std::string encode_component(std::string_view text);

/// Percent-encodes what may not stand in a path: control characters, space, bytes from 0x7F on and "#<>?`{}.
/// What is encoded already stays so.
std::string encode_path(std::string_view path);

/// The same for a query: control characters, space, bytes from 0x7F on and "#<>'.
std::string encode_query(std::string_view query);

} // namespace leadstream
