#pragma once
#include <string>
#include <string_view>

namespace leadstream::exports {

/// Appends a cell of foreign text as RFC 4180 has it: quoted where it must be, and with ' in front where a
/// spreadsheet would take it for a formula (it begins, blanks, quotes and separators aside, with = + - @ or a
/// control character).
void append_cell(std::string& out, std::string_view text);

} // namespace leadstream::exports
