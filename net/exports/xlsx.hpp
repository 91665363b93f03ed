#pragma once
#include <string>
#include <string_view>

namespace leadstream::exports {

/// A text as a cell of a workbook holds it: without U+FFFE and U+FFFF, which XML cannot have, and with what
/// looks like an escape (_x0041_) escaped. Control characters are left to the library.
std::string sheet_text(std::string_view text);

} // namespace leadstream::exports
