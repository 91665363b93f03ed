#pragma once
#include "tests/simweb/world/traits.hpp"

#include <string>
#include <string_view>

namespace leadstream::simweb {

/// An address as HTML in the site's way; empty where it stands in JSON-LD alone.
std::string email_html(std::string_view address, email_style style);

/// Text with the characters that mean something in HTML replaced.
std::string html_text(std::string_view text);

} // namespace leadstream::simweb
