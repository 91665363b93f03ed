#pragma once
#include "domain/dedup/profile.hpp"

namespace leadstream::dedup {

/// How the places of two businesses relate.
enum class nearness : std::uint8_t {
  same,      ///< the same house, or points a few steps apart
  near,      ///< nothing speaks against the same place, something for it
  homonym,   ///< the same street and number in towns of two names: a suburb, or just another Main Street
  unknown,   ///< nothing decides
  apart,     ///< something speaks against it: another street without numbers, a number that may be mistyped
  elsewhere, ///< another town by its name alone, which may be the same one in another language
  different  ///< clearly two places, as a chain's branches have: another house, postal code or town
};

/// Compares where two businesses are.
nearness compare_places(const profile& a, const profile& b);

/// Metres between the points of both (on a sphere; short distances).
double metres_between(const profile& a, const profile& b);

} // namespace leadstream::dedup
