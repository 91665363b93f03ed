#pragma once
#include <string>
#include <string_view>

namespace leadstream {

/// The ISO 3166-1 alpha-2 code of a country given as code ("ch", "CHE") or by its name in one of nine
/// languages
/// ("Schweiz", "Suisse", "United States"); empty when it is not known.
std::string country_code(std::string_view country);

} // namespace leadstream
