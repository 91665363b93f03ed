#include "domain/dedup/place.hpp"

#include "domain/dedup/similarity.hpp"
#include "domain/dedup/street.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace leadstream::dedup {
namespace {

constexpr double metres_of_a_degree = 111'195;
constexpr double steps_away = 60;
constexpr double walk_away = 250;
constexpr double same_city_similarity = 0.8;

/// What one part of two addresses says.
enum class part : std::uint8_t { unknown, equal, doubtful, unequal };

part compare_streets(const profile& a, const profile& b) {
  if (a.street.size == 0 || b.street.size == 0) {
    return part::unknown;
  }
  return same_street(a.view(a.street), b.view(b.street)) ? part::equal : part::unequal;
}

part compare_numbers(const profile& a, const profile& b) {
  if (a.house == 0 || b.house == 0) {
    return part::unknown;
  }
  if (a.house == b.house) {
    return part::equal; // 12 and 12a are one house for most sources
  }
  constexpr std::uint32_t three_digits = 100;
  const bool slip =
      std::min(a.house, b.house) >= three_digits && edit_distance(a.view(a.number), b.view(b.number)) <= 1;
  return slip ? part::doubtful : part::unequal;
}

part compare_postal_codes(const profile& a, const profile& b) {
  const std::string_view left = a.view(a.postal_code);
  const std::string_view right = b.view(b.postal_code);
  if (left.empty() || right.empty()) {
    return part::unknown;
  }
  return left == right || left.ends_with(right) || right.ends_with(left) ? part::equal : part::unequal;
}

/// "sf" for "san francisco".
bool are_initials(std::string_view letters, std::string_view words) {
  for (const char letter : letters) {
    if (words.empty() || words[0] != letter) {
      return false;
    }
    words.remove_prefix(std::min(words.find(' '), words.size() - 1) + 1);
  }
  return words.empty() && letters.size() > 1;
}

part compare_cities(const profile& a, const profile& b) {
  const std::string_view left = a.view(a.city);
  const std::string_view right = b.view(b.city);
  if (left.empty() || right.empty()) {
    return part::unknown;
  }
  if (left == right) {
    return part::equal;
  }
  const bool within =
      left.find(right) != std::string_view::npos || right.find(left) != std::string_view::npos;
  const bool cut_short = are_initials(left, right) || are_initials(right, left);
  const bool alike =
      within || cut_short || edit_similarity_above(left, right, same_city_similarity) >= same_city_similarity;
  return alike ? part::equal : part::unequal;
}

bool other_country(const profile& a, const profile& b) {
  return a.country.size == 2 && b.country.size == 2 && a.view(a.country) != b.view(b.country);
}

/// Both name the street.
nearness compare_houses(const profile& a, const profile& b, part streets, part town, part postal) {
  const part numbers = compare_numbers(a, b);
  if (streets == part::unequal) {
    const bool precise = a.number.size > 0 && b.number.size > 0;
    return precise || postal != part::equal ? nearness::different : nearness::apart;
  }
  if (numbers == part::unequal) {
    return nearness::different;
  }
  if (numbers == part::doubtful) {
    return nearness::apart;
  }
  const bool elsewhere = town == part::unequal && postal != part::equal;
  if (numbers == part::equal) {
    if (elsewhere) {
      return postal == part::unequal ? nearness::different : nearness::homonym;
    }
    return postal == part::unequal ? nearness::near : nearness::same;
  }
  return elsewhere || postal == part::unequal ? nearness::different : nearness::near;
}

/// Nothing is known but town and postal code.
nearness compare_towns(part town, part postal) {
  if (postal == part::unequal) {
    return nearness::different;
  }
  if (postal == part::equal) {
    return town == part::unequal ? nearness::unknown : nearness::near;
  }
  return town == part::unequal ? nearness::elsewhere : nearness::unknown;
}

/// Both name a house, and the numbers differ: whatever the streets are called, these are two places.
bool other_house(const profile& a, const profile& b) {
  return a.street.size > 0 && b.street.size > 0 && compare_numbers(a, b) == part::unequal;
}

nearness compare_addresses(const profile& a, const profile& b) {
  if (other_house(a, b) || other_country(a, b)) {
    return nearness::different;
  }
  const part streets = compare_streets(a, b);
  const part town = compare_cities(a, b);
  const part postal = compare_postal_codes(a, b);
  return streets == part::unknown ? compare_towns(town, postal) : compare_houses(a, b, streets, town, postal);
}

} // namespace

double metres_between(const profile& a, const profile& b) {
  const double to_radians = std::numbers::pi / 180.0;
  const double north = static_cast<double>(a.latitude) - static_cast<double>(b.latitude);
  const double east =
      std::remainder(static_cast<double>(a.longitude) - static_cast<double>(b.longitude), 360.0) *
      std::cos((static_cast<double>(a.latitude) + static_cast<double>(b.latitude)) / 2 * to_radians);
  return std::hypot(north, east) * metres_of_a_degree;
}

nearness compare_places(const profile& a, const profile& b) {
  const nearness address = compare_addresses(a, b);
  if (!a.has_point || !b.has_point) {
    return address;
  }
  const double metres = metres_between(a, b);
  if (metres > walk_away) {
    return address == nearness::same ? nearness::near : nearness::different;
  }
  if (address == nearness::same || address == nearness::different) {
    return address;
  }
  return metres <= steps_away ? nearness::same : std::min(address, nearness::near);
}

} // namespace leadstream::dedup
