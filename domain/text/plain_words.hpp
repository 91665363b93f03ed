#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace leadstream {

/// The words of a text for look-ups: without case and diacritics (ß becomes ss), letters and digits only, one
/// space between two words. "L'Hôtel – Café" gives "l hotel cafe". Letters of all scripts are kept.
std::string plain_words(std::string_view text);

/// The words of plain text, as views into it.
std::vector<std::string_view> split_words(std::string_view plain);

} // namespace leadstream
