#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

/// The form in which scores are kept: lines, whose parts are set apart by a character that no text holds.
namespace leadstream::score {

inline constexpr char line_end = '\n';
inline constexpr char part_end = '\x1F';

/// What stands before `end`, which both leave the rest.
inline std::string_view take(std::string_view& rest, char end) {
  const std::size_t at = std::min(rest.find(end), rest.size());
  const std::string_view part = rest.substr(0, at);
  rest.remove_prefix(std::min(at + 1, rest.size()));
  return part;
}

/// The text with blanks for separators.
inline std::string without_separators(std::string_view text) {
  std::string kept(text);
  std::replace_if(
      kept.begin(), kept.end(), [](char c) { return c == line_end || c == part_end; }, ' ');
  return kept;
}

inline std::vector<std::string> parts_of(std::string_view line) {
  std::vector<std::string> parts;
  while (!line.empty()) {
    parts.emplace_back(take(line, part_end));
  }
  return parts;
}

} // namespace leadstream::score
