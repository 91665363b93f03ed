#pragma once
#include "domain/extract/page/document.hpp"

#include <cstdint>

namespace leadstream::extraction {

/// The cell of its table that holds a node; 0 when the node is in none.
std::uint32_t cell_of(const document& page, std::uint32_t node);

/// The cell of the table's first row in the column of `cell`; 0 for the cells of that row.
std::uint32_t column_heading(const document& page, std::uint32_t cell);

} // namespace leadstream::extraction
