#pragma once
#include <string_view>

namespace leadstream::extraction {

/// Whether the domain has a label before a suffix that the public suffix list knows, or that of the page's
/// own domain `home` (an intranet's ".lan"). Lower case. ".test" and ".example" (RFC 2606) count, so that a
/// small internet of its own can be read.
bool has_known_suffix(std::string_view domain, std::string_view home);

} // namespace leadstream::extraction
