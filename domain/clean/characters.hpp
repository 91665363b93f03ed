#pragma once
#include <string>
#include <string_view>

namespace leadstream {

/// Leaves of a name what belongs to one, in NFC: letters, marks and digits of any script and & ' ’ - . , / +
/// ( ). Control and invisible characters, emoji, trade marks, decoration and runs of punctuation go, unpaired
/// brackets and what dangles at the ends too; spaces are single. Look-alikes (full-width forms, dashes, ` ´)
/// become the plain sign.
std::u32string name_characters(std::string_view text);

} // namespace leadstream
