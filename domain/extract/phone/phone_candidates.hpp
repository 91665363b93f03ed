#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

namespace leadstream::extraction {

/// A row of digits that could be a number for calling.
struct phone_candidate {
  std::size_t begin = 0;
  std::size_t end = 0;
  int digits = 0;
  int groups = 0;      ///< rows of digits between separators
  bool plus = false;   ///< begins with '+'
  bool parens = false; ///< has an area code in parentheses
};

/// All candidates of a line, from left to right, not overlapping: 6 to 17 digits with the separators that
/// people use, not glued to letters, decimals, money or dates. Linear.
std::vector<phone_candidate> phone_candidates(std::string_view line);

/// The extension that follows a number ("ext. 12", "x12", "Durchwahl 3"); empty when none does.
std::string_view extension_behind(std::string_view text);

/// American numbers whose last digits are written as a word: "1-800-FLOWERS".
std::vector<phone_candidate> vanity_numbers(std::string_view line);

} // namespace leadstream::extraction
