#pragma once
#include "domain/queries.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// CSV as RFC 4180 has it, safe to open in a spreadsheet.
namespace leadstream::api {

/// A column of the export.
struct csv_column {
  std::string_view name;   ///< as `fields` chooses it: "score"
  std::string_view header; ///< as the first line shows it: "lead_score"
  void (*append)(std::string& out, const lead_row& row);
};

/// All columns in their documented order.
const std::vector<csv_column>& csv_columns();

/// The column of that name or header; null when there is none.
const csv_column* find_column(std::string_view name);

/// Appends a cell of foreign text: quoted where it must be, and with ' in front where a spreadsheet would
/// take it for a formula (it begins, blanks, quotes and separators aside, with = + - @ or a control
/// character).
void append_cell(std::string& out, std::string_view text);

/// Appends the line of headers, or of a lead, with its CRLF.
void append_header(std::string& out, const std::vector<const csv_column*>& columns);
void append_row(std::string& out, const std::vector<const csv_column*>& columns, const lead_row& row);

} // namespace leadstream::api
