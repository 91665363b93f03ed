#pragma once
#include <string>
#include <string_view>

namespace leadstream::extraction {

/// Whether a part of an address (between commas or in a line of its own) is a street with its number, a
/// street word without one, or a post box.
bool is_street(std::string_view part);

/// Whether a word for a street is among the words: "Hauptstrasse", "rue", "Lane".
bool has_street_word(std::string_view part);

/// Whether a part only adds to a street: "Suite 300", "2. Stock", "Building C".
bool is_street_detail(std::string_view part);

/// Where a street ends in a part that goes on with the town without a comma ("12 Main St Springfield"):
/// behind the word for street and what belongs to it; the size of the part when that cannot be told.
std::size_t end_of_street(std::string_view part);

} // namespace leadstream::extraction
