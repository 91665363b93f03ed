#pragma once
#include <string>
#include <string_view>

namespace leadstream::sources {

/// The number of employees that a text states, in English, German, French, Spanish, Italian, Portuguese,
/// Dutch or Polish: "51-200 employees" -> "51-200", "1.234 Mitarbeiter" -> "1234", "10,001+ employees" ->
/// "10001+". Empty when it states none. Pure, linear in the text.
std::string find_employee_count(std::string_view text);

} // namespace leadstream::sources
