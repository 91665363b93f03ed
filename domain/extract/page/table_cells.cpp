#include "domain/extract/page/table_cells.hpp"

#include "domain/text/strings.hpp"

#include <algorithm>
#include <charconv>

namespace leadstream::extraction {
namespace {

int columns_of(const document& page, std::uint32_t cell) {
  const std::string_view span = page.get(cell, "colspan");
  int columns = 1;
  std::from_chars(span.data(), span.data() + span.size(), columns);
  return std::clamp(columns, 1, 1000);
}

bool is_cell(const document& page, std::uint32_t node) {
  return is_one_of(page.nodes[node].name, {"td", "th"});
}

/// Calls `visit` with every cell of a row and its first column until it returns false.
template <typename Visitor>
void each_cell(const document& page, std::uint32_t row, Visitor visit) {
  int column = 0;
  for (std::uint32_t i = row + 1; i < page.nodes[row].end; i = page.nodes[i].end) {
    if (!is_cell(page, i)) {
      continue;
    }
    if (!visit(i, column)) {
      return;
    }
    column += columns_of(page, i);
  }
}

std::uint32_t first_row(const document& page, std::uint32_t table) {
  for (std::uint32_t i = table + 1; i < page.nodes[table].end; ++i) {
    if (page.nodes[i].name == "tr" && page.closest(i, "table") == table) {
      return i;
    }
  }
  return 0;
}

} // namespace

std::uint32_t cell_of(const document& page, std::uint32_t node) {
  return std::max(page.closest(node, "td"), page.closest(node, "th"));
}

std::uint32_t column_heading(const document& page, std::uint32_t cell) {
  const std::uint32_t row = page.closest(cell, "tr");
  const std::uint32_t table = page.closest(row, "table");
  const std::uint32_t head = table == 0 ? 0 : first_row(page, table);
  if (row == 0 || head == 0 || head == row) {
    return 0;
  }
  int column = 0;
  each_cell(page, row, [&](std::uint32_t i, int at) {
    column = at;
    return i != cell;
  });
  std::uint32_t found = 0;
  each_cell(page, head, [&](std::uint32_t i, int at) {
    found = at <= column ? i : found;
    return at < column;
  });
  return found;
}

} // namespace leadstream::extraction
