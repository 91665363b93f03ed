#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace leadstream::enrich {

/// The text with each number in plain digits and each range as "from-to": "1’250" -> "1250", "5K" -> "5000",
/// "entre 201 e 500" -> "201-500". Pure, linear in the text.
std::string plain_counts(std::string_view text);

/// The number of employees that a text states, in the languages of Europe, Japanese and Chinese: "51-200
/// employees", "da 51 a 200 dipendenti" -> "51-200", "Anzahl Mitarbeiter: 35" -> "35", "10,001+ employees" ->
/// "10001+". Empty when it states none. Pure, linear in the text.
enum class gap : std::uint8_t { none, words }; ///< what may stand between the number and the noun
std::string find_employee_count(std::string_view text, gap between = gap::none);

/// A range that rises, a number, or a number that is exceeded, as find_employee_count() gives it; empty for
/// what is no count of people.
std::string count_text(std::string_view from, bool open_end, std::string_view to);

} // namespace leadstream::enrich
