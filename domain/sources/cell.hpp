#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace leadstream::sources {

/// A rectangle on the map, in degrees (WGS 84). Never across the antimeridian.
struct cell {
  double south = 0;
  double west = 0;
  double north = 0;
  double east = 0;

  bool operator==(const cell&) const = default;
  bool contains(double latitude, double longitude) const;
  /// The shorter side in metres, roughly.
  double size() const;
  std::array<cell, 4> quarters() const;
  /// This cell with that share of its sides added on each side, within the map.
  cell grown(double share) const;
};

/// "47.14,9.51,47.15,9.53" (south, west, north, east) and back; nothing for anything that is no rectangle.
std::string to_string(const cell& area);
std::optional<cell> parse_cell(std::string_view text);

/// Why a text of two numbers or more is no rectangle, and what to write; empty when it is one, or no such
/// text.
std::string cell_fault(std::string_view text);

} // namespace leadstream::sources
