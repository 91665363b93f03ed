#pragma once
#include "domain/model/result.hpp"

#include <string>
#include <string_view>

namespace leadstream {

/// The one form of a host that is compared, connected to and stored: lower case, IDN as punycode (UTS 46), no
/// trailing dot, IPv6 in its shortest form without brackets. `text` is the host as a URL gives it (IPv6 in
/// brackets). Refused: percent-encoding, empty or over-long labels, characters that DNS names do not have,
/// numbers that are no canonical dotted quad (0x7f.1, 2130706433, 0127.0.0.1), zone ids.
result<std::string> normalise_host(std::string_view text);

/// A host for people: punycode shown as Unicode. What does not decode stays as it is.
std::string to_unicode_host(std::string_view host);

} // namespace leadstream
