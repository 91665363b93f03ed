#include "domain/sources/cell.hpp"

#include "domain/text/trim.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>
#include <vector>

namespace leadstream::sources {
namespace {

constexpr double metres_per_degree = 111'320;

std::string number(double degrees) {
  std::array<char, 32> text{};
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), degrees, std::chars_format::fixed, 6);
  return {text.data(), end.ptr};
}

/// The numbers between the commas; none when one of the parts is not a number.
std::vector<double> read_numbers(std::string_view text) {
  std::vector<double> numbers;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find(',', from), text.size());
    const std::string_view part = trim(text.substr(from, end - from));
    double& number = numbers.emplace_back();
    const auto read = std::from_chars(part.data(), part.data() + part.size(), number);
    if (read.ec != std::errc{} || read.ptr != part.data() + part.size()) {
      return {};
    }
    from = end + 1;
  }
  return numbers;
}

bool is_within(double degrees, double limit) {
  return degrees >= -limit && degrees <= limit; // not so for NaN
}

/// Why south, west, north and east are no rectangle; empty when they are one.
std::string fault_of(const std::vector<double>& sides) {
  if (sides.size() != 4) {
    return "it has " + std::to_string(sides.size()) + " numbers, not four";
  }
  if (!is_within(sides[0], 90) || !is_within(sides[2], 90)) {
    return "a latitude is not within -90 and 90";
  }
  if (!is_within(sides[1], 180) || !is_within(sides[3], 180)) {
    return "a longitude is not within -180 and 180";
  }
  if (sides[0] >= sides[2]) {
    return "its south is not below its north";
  }
  if (sides[1] >= sides[3]) {
    return "its west is not left of its east (search on both sides of the 180th meridian one by one)";
  }
  return {};
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
  const auto numbers = read_numbers(text);
  if (numbers.size() != 4 || !fault_of(numbers).empty()) {
    return std::nullopt;
  }
  return cell{numbers[0], numbers[1], numbers[2], numbers[3]};
}

std::string cell_fault(std::string_view text) {
  const auto numbers = read_numbers(text);
  const std::string fault = numbers.size() < 2 ? std::string() : fault_of(numbers);
  return fault.empty()
             ? fault
             : "no box: " + fault + R"(; send south,west,north,east in degrees, as "47.1,9.5,47.2,9.6")";
}

} // namespace leadstream::sources
