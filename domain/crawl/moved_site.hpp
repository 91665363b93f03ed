#pragma once
#include "domain/url/url.hpp"

#include <string_view>

namespace leadstream::crawl {

/// Whether a site sends its visitors to another company: it answers under another registrable domain, and
/// neither that domain nor `name` (whose page it is) is like the address that was asked for. A new ending, a
/// longer name or a rebranding that keeps the name ("muster.ch" to "muster-gruppe.com") is the same company.
bool leads_elsewhere(const url& asked, const url& landed, std::string_view name);

} // namespace leadstream::crawl
