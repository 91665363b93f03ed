#pragma once
#include <initializer_list>
#include <string_view>

namespace leadstream {

/// A text without the given ASCII signs, dashes, middle dots, bullets and angle quotes at both ends. Whole
/// characters alone: bytes of letters stay.
std::string_view trim_signs(std::string_view text, std::string_view ascii);

/// The text before the first of the signs; the whole text without one.
std::string_view before_sign(std::string_view text, std::initializer_list<std::string_view> signs);

/// The text behind the last of the signs; the whole text without one.
std::string_view behind_sign(std::string_view text, std::initializer_list<std::string_view> signs);

} // namespace leadstream
