#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace leadstream {

/// The two-way table of an enumeration's names; one per enumeration, next to its to_string.
template <class Enum, std::size_t N>
struct name_table {
  std::array<std::pair<Enum, const char*>, N> entries;

  const char* name(Enum value) const {
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&](const auto& e) { return e.first == value; });
    return found == entries.end() ? "unknown" : found->second;
  }

  std::optional<Enum> parse(std::string_view text) const {
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&](const auto& e) { return text == e.second; });
    return found == entries.end() ? std::nullopt : std::optional<Enum>(found->first);
  }
};

} // namespace leadstream
