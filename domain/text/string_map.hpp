#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace leadstream::extraction {

/// Hashes strings and views alike, so that a look-up makes no string.
struct string_hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

/// A hash map by text that is asked with views.
template <class Value>
using string_map = std::unordered_map<std::string, Value, string_hash, std::equal_to<>>;

} // namespace leadstream::extraction
