#pragma once
#include "domain/enrich/css_selector.hpp"

namespace leadstream::enrich {

constexpr std::string_view blanks = " \t\r\n\f"; ///< of CSS and of attributes with several words
constexpr int most_siblings = 2'000;             ///< counted for a place, so that hostile lists cost no more

/// The alternatives of a selector, each its compounds from left to right (Selectors Level 3); nothing when
/// the text is none or asks for more than css_selector knows.
std::optional<selector_list> parse_selectors(std::string_view text);

} // namespace leadstream::enrich
