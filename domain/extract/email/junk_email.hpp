#pragma once
#include <string_view>

namespace leadstream::extraction {

/// Whether an address is none that somebody reads: examples, placeholders of forms, names of images, ids of
/// trackers. No domain is an example on the pages of its own site, `home`. All in lower case.
bool is_junk_email(std::string_view local, std::string_view domain, std::string_view home);

} // namespace leadstream::extraction
