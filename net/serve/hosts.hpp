#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::serve {

/// Whether a server on the loopback may answer for this Host: localhost, a loopback address or an allowed
/// name, with any port. Another name was made to point here (DNS rebinding).
bool is_own_host(std::string_view host, const std::vector<std::string>& allowed);

/// Whether an Origin is the site that Host names, so that no foreign web page speaks through a browser. With
/// TLS a page that came without it is foreign.
bool is_same_origin(std::string_view origin, std::string_view host, bool secure);

} // namespace leadstream::serve
