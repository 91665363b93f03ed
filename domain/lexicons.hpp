#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace leadstream {

/// The text of config/lexicons/<name>.txt as it was compiled in; empty when there is none of that name.
std::string_view lexicon(std::string_view name);

/// The lines of a lexicon without comments (from '#') and blank lines, trimmed.
std::vector<std::string_view> lexicon_lines(std::string_view name);

/// The lines of a lexicon as the alternatives of one RE2 pattern.
std::string lexicon_pattern(std::string_view name);

} // namespace leadstream
