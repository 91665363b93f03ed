#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::directory {

/// What a part of a search's location names: a place, or the addresses of a postcode.
struct place_name {
  /// The place without a postcode before or behind it, as it was written and as maps spell names: "VADUZ",
  /// "Vaduz"; "frankfurt am main", "Frankfurt Am Main", "Frankfurt am Main". Empty when there is but a
  /// postcode.
  std::vector<std::string> spellings;
  std::string country_prefix; ///< of the postcode: "FL" of "FL-9490"; may be empty
  std::string postcode;       ///< upper case, may be empty
};

/// Reads "Vaduz", "9490 Vaduz", "London SW1A 1AA" or "9490". Any UTF-8.
place_name read_place(std::string_view text);

/// A regular expression (POSIX, without case) of the names that are spelled so but for accents and
/// separators: "Sant Julia" fits "Sant Julià", "Koeln" fits "Köln". Empty for a text without letters and
/// digits.
std::string folded_pattern(std::string_view name);

/// A code of a country or post office as maps write it: its ASCII letters in upper case.
std::string as_code(std::string_view text);

} // namespace leadstream::directory
