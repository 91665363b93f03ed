#pragma once
#include <string>
#include <string_view>

namespace leadstream::extraction {

/// ISO 3166-1 alpha-2 of a country's name in eight languages, of its own codes ("D", "USA", "DEU"); empty
/// when unknown.
std::string country_code(std::string_view name);

/// The country of a host's top-level domain; empty for generic ones and for those that are sold as generic.
std::string country_of_host(std::string_view host);

/// The country where most pages of a language without further hints are made; empty where that is no help
/// (English).
std::string country_of_language(std::string_view language);

} // namespace leadstream::extraction
