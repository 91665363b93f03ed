#pragma once
#include <string>
#include <string_view>

namespace leadstream {

/// Whose name is spelled.
enum class name_of { company, person };

/// Whether a name is all upper case, and more than an acronym. Scripts without case do not shout.
bool shouts(std::string_view name, name_of whose = name_of::company);

/// Whether a name is all lower case. Scripts without case do not whisper.
bool whispers(std::string_view name);

/// A name that shouts or whispers in title case: "MÜLLER UND SÖHNE" -> "Müller und Söhne". Known acronyms
/// (config/lexicons/acronyms.txt), words without vowels, particles, O'Neill and McDonald keep their form.
std::string title_case(std::string_view name, name_of whose = name_of::company);

} // namespace leadstream
