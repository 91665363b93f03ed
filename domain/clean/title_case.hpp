#pragma once
#include <string>
#include <string_view>

namespace leadstream {

/// Whose name is spelled.
enum class name_of { company, person };

/// How a language pairs small and capital letters: Turkish and its relatives tell i from dotless ı.
enum class alphabet { common, turkish };

/// Whether a name is all upper case, and more than an acronym. Scripts without case do not shout.
bool shouts(std::string_view name, name_of whose = name_of::company);

/// Whether a name is all lower case. Scripts without case do not whisper.
bool whispers(std::string_view name);

/// A name that shouts or whispers in title case: "MÜLLER UND SÖHNE" -> "Müller und Söhne". Known acronyms
/// (config/lexicons/acronyms.txt), words without vowels, particles, O'Neill and McDonald keep their form.
/// `letters` is for a name that may not show by its own letters that it is Turkish.
std::string title_case(std::string_view name, name_of whose = name_of::company,
                       alphabet letters = alphabet::common);

} // namespace leadstream
