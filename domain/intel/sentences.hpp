#pragma once
#include <string_view>
#include <vector>

namespace leadstream::intel {

/// The sentences of a text as views into it, trimmed: parted by '.', '!', '?' before a blank and by line
/// feeds, but not after abbreviations, initials and numbers ("Dr. Muster", "J. Doe", "Inc. said", "3.5"). At
/// most `most`.
std::vector<std::string_view> split_sentences(std::string_view text, std::size_t most = 2'000);

/// The clauses of a sentence, parted where it turns ("but", "however", "and the", "aber", "mais", ";").
std::vector<std::string_view> split_clauses(std::string_view sentence);

} // namespace leadstream::intel
