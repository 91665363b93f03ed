#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::crawl {

/// A sentence of a page, or what stands between two of its blocks.
struct statement {
  std::string text; ///< character references undone, blanks folded
  enum class place : std::uint8_t { title, heading, text, aside } where = place::text;
  std::size_t at = 0; ///< bytes of visible text before it, asides not counted
};

/// What a visitor of a page sees, as far as it was read.
struct visible_text {
  std::vector<statement> statements; ///< the title's first
  bool whole = true;                 ///< false: there is more than was asked for
};

/// Reads the title and up to `most` bytes of visible text, asides not counted. Scripts and styles are left
/// out; navigation, footer and what is nothing but a link are asides. Any bytes, linear, no tree.
visible_text read_statements(std::string_view html, std::size_t most);

} // namespace leadstream::crawl
