#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::api {

/// The number of characters (code points) of UTF-8 text; nothing when it is not valid UTF-8.
std::optional<std::size_t> count_characters(std::string_view text);

/// Whether there is a control character (U+0000..U+001F or U+007F) in it.
bool has_control_characters(std::string_view text);

/// Without spaces and tabs at both ends.
std::string_view trimmed(std::string_view text);

/// The parts between the separators, trimmed; none for an empty text.
std::vector<std::string_view> split(std::string_view text, char separator);

/// A non-negative decimal number of digits alone, at most 18 of them.
std::optional<std::int64_t> parse_number(std::string_view text);

} // namespace leadstream::api
