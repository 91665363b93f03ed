#pragma once
#include <string>
#include <string_view>

namespace leadstream::dedup {

/// The two parts of "435 S. La Cienega Blvd." that tell places apart: "la cienega" and "435".
struct street_parts {
  std::string name;   ///< folded, without number, direction and kind of street
  std::string number; ///< "435", "12a"; empty when there is none
};

/// Splits a line of an address, with the number before or after the street's name, in the notations of many
/// countries. What follows "near", "between", "at" or a comma is left out, and so are floors and suites.
street_parts split_street(std::string_view line);

/// Whether two names of streets (as split_street gives them) mean the same street.
bool same_street(std::string_view a, std::string_view b);

} // namespace leadstream::dedup
