#pragma once
#include <string>
#include <string_view>

namespace leadstream::robots {

/// The form in which patterns are compared (RFC 9309, 2.2.2): unreserved characters decoded, everything
/// outside ASCII encoded, hexadecimal digits in upper case. A '$' that is not at the end stands for itself:
/// "%24".
std::string normalise_pattern(std::string_view pattern);

/// The same form of a path and query, where '*' and '$' are ordinary characters: "%2A" and "%24".
std::string normalise_path(std::string_view path_and_query);

/// Whether a normalised pattern matches the beginning of a normalised path; '*' is any run of characters, a
/// trailing
/// '$' is the end.
bool matches(std::string_view pattern, std::string_view path);

/// Path and query of a URL or of what people write for one ("example.com/a", "/a"); "/" when it has none.
std::string path_of(std::string_view url);

} // namespace leadstream::robots
