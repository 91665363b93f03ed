#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::extraction {

/// What a part of an address (between commas or in a line of its own) is.
enum class address_part {
  street,      ///< "Hauptstrasse 12", "12 Main St"
  bare_street, ///< a street without its number: "rue de la Paix"
  number,      ///< "12 bis", "nº 61", "s/n"
  post_box,    ///< "Postfach 318", "P.O. Box 12"
  detail,      ///< adds to a street: "Suite 300", "2. Stock", "Col. Badillo"
  building,    ///< a house or estate by name: "Colegrave House", "Midland Way Business Park"
  words,       ///< capital words that may be a town, a district or a name
  other
};
address_part kind_of(std::string_view part);

/// Whether a part is a street with its number, a street word without one, or a post box.
bool is_street(std::string_view part);

/// Whether a part is an English street as nothing else is written: number, name, word for street.
bool is_plain_street(std::string_view part);

/// Whether a word for a street is among the words: "Hauptstrasse", "rue", "Lane".
bool has_street_word(std::string_view part);

/// Whether a part only adds to a street: "Suite 300", "2. Stock", "Building C".
bool is_street_detail(std::string_view part);

/// Whether a part is a numbered road as America names it: "Rt. 7", "Highway 20".
bool is_route(std::string_view part);

/// Whether a part names a house or estate: "Colegrave House", "514 Goodell Building".
bool is_building(std::string_view part);

/// Where a street ends in a part that goes on with the town without a comma ("12 Main St Springfield"):
/// behind the word for street and what belongs to it; the size of the part when that cannot be told.
std::size_t end_of_street(std::string_view part);

/// The parts of an address in a line: between commas, bars, ornaments and dashes that stand alone.
std::vector<std::string_view> address_parts(std::string_view line);

/// Without the label in front: "Address: 12 Main St" -> "12 Main St".
std::string_view without_address_label(std::string_view part);

/// The street that the parts before a town end with, with its number and what adds to it; empty when they end
/// otherwise. A building whose name `own_names` holds is the organisation, no part of its street.
std::string street_of(const std::vector<std::string_view>& parts, std::string_view country,
                      std::string_view own_names);

} // namespace leadstream::extraction
