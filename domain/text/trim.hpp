#pragma once
#include <string_view>

namespace leadstream {

/// The text without the given characters at its ends.
constexpr std::string_view trim(std::string_view text, std::string_view blanks = " \t\r\n\f\v") {
  const auto from = text.find_first_not_of(blanks);
  return from == std::string_view::npos ? std::string_view()
                                        : text.substr(from, text.find_last_not_of(blanks) - from + 1);
}

} // namespace leadstream
