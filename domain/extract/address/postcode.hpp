#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::extraction {

/// A postcode with the town that stands beside it, in one line of text.
struct postcode_match {
  std::size_t begin = 0; ///< where the town, state or postcode begins: the street stands before
  std::size_t end = 0;
  std::string postal_code;
  std::string city; ///< empty: it stands before `begin`
  std::string state;
  std::string country;      ///< ISO 3166-1 alpha-2; empty when several use this form
  bool prefixed = false;    ///< the country's letters stand before it: "D-28213"
  bool behind_town = false; ///< any digits behind a town: means an address only where a country is named
};

/// The postcodes of a line, by the forms of some thirty countries. `regions`, likeliest first, decide between
/// forms that look alike. Linear.
std::vector<postcode_match> find_postcodes(std::string_view line, const std::vector<std::string>& regions);

} // namespace leadstream::extraction
