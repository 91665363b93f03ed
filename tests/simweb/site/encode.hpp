#pragma once
#include "tests/simweb/world/traits.hpp"

#include <string>
#include <string_view>

namespace leadstream::simweb {

/// A page in the bytes of that encoding; what it cannot hold becomes a numeric entity.
std::string encode_page(std::string_view utf8, encoding how);

/// The Content-Type that goes with it.
std::string content_type(encoding how);

/// The declaration inside the page's head; empty for none.
std::string meta_charset(encoding how);

} // namespace leadstream::simweb
