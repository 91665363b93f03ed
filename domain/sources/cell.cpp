#include "domain/sources/cell.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>

namespace leadstream::sources {
namespace {

constexpr double metres_per_degree = 111'320;

std::string number(double degrees) {
  std::array<char, 32> text{};
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), degrees, std::chars_format::fixed, 6);
  return {text.data(), end.ptr};
}

} // namespace

bool cell::contains(double latitude, double longitude) const {
  return latitude >= south && latitude <= north && longitude >= west && longitude <= east;
}

double cell::size() const {
  const double middle = (south + north) / 2 * std::numbers::pi / 180;
  return metres_per_degree * std::min(north - south, (east - west) * std::cos(middle));
}

std::array<cell, 4> cell::quarters() const {
  const double y = (south + north) / 2;
  const double x = (west + east) / 2;
  return {cell{south, west, y, x}, cell{south, x, y, east}, cell{y, west, north, x}, cell{y, x, north, east}};
}

cell cell::grown(double share) const {
  const double y = (north - south) * share;
  const double x = (east - west) * share;
  return {std::max(-90.0, south - y), std::max(-180.0, west - x), std::min(90.0, north + y),
          std::min(180.0, east + x)};
}

std::string to_string(const cell& area) {
  return number(area.south) + "," + number(area.west) + "," + number(area.north) + "," + number(area.east);
}

std::optional<cell> parse_cell(std::string_view text) {
  std::array<double, 4> side{};
  for (std::size_t i = 0; i < side.size(); ++i) {
    while (!text.empty() && text.front() == ' ') {
      text.remove_prefix(1);
    }
    const auto end = std::from_chars(text.data(), text.data() + text.size(), side[i]);
    if (end.ec != std::errc{} || !std::isfinite(side[i])) {
      return std::nullopt;
    }
    text.remove_prefix(static_cast<std::size_t>(end.ptr - text.data()));
    while (!text.empty() && text.front() == ' ') {
      text.remove_prefix(1);
    }
    if (i + 1 < side.size() ? !text.starts_with(',') : !text.empty()) {
      return std::nullopt;
    }
    text.remove_prefix(i + 1 < side.size() ? 1 : 0);
  }
  const cell area{side[0], side[1], side[2], side[3]};
  const bool sound = area.south >= -90 && area.north <= 90 && area.west >= -180 && area.east <= 180 &&
                     area.south < area.north && area.west < area.east;
  return sound ? std::optional(area) : std::nullopt;
}

} // namespace leadstream::sources
