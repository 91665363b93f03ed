#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::extraction {

/// A string that a script holds or makes.
struct script_string {
  std::string text;
  bool computed = false; ///< put together or decoded, rather than written as it is
};

/// Literals, and what comes of joining them with + and +=, of variables that hold them, of [..].join(), of
/// String.fromCharCode(), atob() and unescape(). No code is run; at most 256 KB are read, in linear time.
std::vector<script_string> strings_of_script(std::string_view code);

} // namespace leadstream::extraction
