#pragma once
#include <string>
#include <string_view>

namespace leadstream {

/// The words of a piece of HTML: tags that end a block become a line's end, cells a blank, others nothing;
/// the common character references are undone, runs of blanks are one. For short pieces within other formats;
/// pages are read by extract(). Any bytes, linear.
std::string markup_text(std::string_view html);

} // namespace leadstream
