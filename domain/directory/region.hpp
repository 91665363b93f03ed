#pragma once
#include <string>
#include <string_view>

namespace leadstream::directory {

/// The country that a search's location names, as ISO 3166-1 alpha-2: by code ("Zurich, CH") or by its name
/// in English, German, French, Italian, Spanish, Portuguese, Dutch or Polish ("Liechtenstein", "Vaduz,
/// Liechtenstein"). Empty when it names none. A two-letter code counts only after a comma or alone. Any
/// thread.
std::string region_of(std::string_view location);

} // namespace leadstream::directory
