#pragma once
#include <string_view>

namespace leadstream {

/// Whether a spreadsheet might take a cell's text for a formula: blanks, quotes and separators aside it
/// begins with = + - @ (wide ones too), or it begins with a control character.
bool looks_like_formula(std::string_view text);

/// A cell as it was before an export put ' in front, so that it is no formula.
std::string_view without_formula_guard(std::string_view cell);

} // namespace leadstream
