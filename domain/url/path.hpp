#pragma once
#include <string>
#include <string_view>

namespace leadstream {

/// Removes the segments "." and ".." (also written with %2e) from a path that begins with '/' (RFC
/// 3986, 5.2.4).
std::string remove_dot_segments(std::string_view path);

} // namespace leadstream
