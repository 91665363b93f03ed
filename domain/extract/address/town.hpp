#pragma once
#include "domain/model/observation.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace leadstream::extraction {

/// Takes the town, and the county or state before it, from the end of the parts that stand before a postcode.
void take_town(std::vector<std::string_view>& parts, place& out);

/// Whether a part is a state that a country writes between town and postcode: "Bengaluru, Karnataka 560038".
bool is_state_of(std::string_view country, std::string_view part);

/// Reads a province that belongs to the town: "20121 Milano (MI)", "Roma RM", "Belo Horizonte/MG".
void take_province(std::string_view right, place& out);

/// Whether a line is the label of a town: "Ort", "Ville", "City:".
bool is_town_label(std::string_view line);

/// What a link to a map asks for, decoded; empty when it is no such link or asks for a point.
std::string map_query(std::string_view link);

} // namespace leadstream::extraction
