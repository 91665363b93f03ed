#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace leadstream {

/// Free text on one line: valid UTF-8, no control or invisible characters, single spaces, none at the ends,
/// at most `most` characters (cut at a space where one is near).
std::string clean_text(std::string_view text, std::size_t most);

} // namespace leadstream
