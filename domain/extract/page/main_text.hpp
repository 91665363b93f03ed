#pragma once
#include "domain/extract/page/text_layer.hpp"

#include <string>

namespace leadstream::extraction {

/// What a page says for itself: its text without menus, headers, footers, forms and lists of links, a line
/// each, at most 100 KB.
std::string main_text(const text_layer& text);

} // namespace leadstream::extraction
