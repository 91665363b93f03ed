#pragma once
#include <string_view>

namespace leadstream::app {

/// The text of the value of "id" in the outermost object of a line, byte for byte, so that numbers come back
/// as they were written. Reads broken JSON as far as it goes; "null" when there is no valid id.
std::string_view id_text(std::string_view line);

} // namespace leadstream::app
