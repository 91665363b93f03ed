#pragma once
#include <string>

namespace leadstream::app {

/// "leadstream 0.1.0 (1a2b3c4d5e6f)"; the revision ends with "+" when the tree had changes, and is "unknown"
/// outside git.
std::string version_line();

/// "0.1.0".
std::string version_number();

} // namespace leadstream::app
