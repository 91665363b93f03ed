#pragma once
#include <array>
#include <span>
#include <string_view>

namespace leadstream::simweb {

/// A trade: its map tags and what it is called in the eight languages.
struct industry {
  std::string_view word; ///< the English search word
  std::string_view key;
  std::string_view value;
  std::array<std::string_view, 8> labels; ///< de en es fr it nl pl pt, see language_number
};

std::span<const industry> industries();
/// The trade with that word or tag value; null when there is none.
const industry* find_industry(std::string_view word);

} // namespace leadstream::simweb
