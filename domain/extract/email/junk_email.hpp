#pragma once
#include <string_view>

namespace leadstream::extraction {

/// Whether an address is none that somebody reads: examples, placeholders of forms, names of images, ids of
/// trackers. Both parts in lower case.
bool is_junk_email(std::string_view local, std::string_view domain);

} // namespace leadstream::extraction
