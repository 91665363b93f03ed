#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::law {

/// Where something is, in degrees.
struct point {
  double latitude = 0;
  double longitude = 0;
};

/// JSON text without the members "latitude" and "longitude" of these points, and with "" in place of other
/// members that hold one of their numbers alone, as a string. Knows JSON inside of JSON's strings.
std::string without_points(std::string_view text, const std::vector<point>& points);

} // namespace leadstream::law
