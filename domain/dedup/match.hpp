#pragma once
#include "domain/dedup/profile.hpp"

#include <string>
#include <vector>

namespace leadstream::dedup {

/// One reason for or against two businesses being one.
struct evidence {
  std::string what;  ///< for people: "same phone"
  double points = 0; ///< natural logarithm of the odds it adds or takes
};

/// What the matcher thinks of two businesses.
struct match {
  double points = 0;      ///< logarithm of the odds that they are one
  bool forbidden = false; ///< they are two whatever else is known: other names, branches at two places, two
                          ///< records of one source
};

/// From these points on two businesses are taken for one.
inline constexpr double match_points = 0.0;

/// Between these and match_points (and as far above) a person should look.
inline constexpr double doubt_points = -2.0;

/// At or below these they are so unlike that no third record may join them.
inline constexpr double discord_points = -4.0;

/// Compares two businesses; symmetric. When `reasons` is given, what counted is added to it.
match compare(const profile& a, const profile& b, std::vector<evidence>* reasons = nullptr);

/// The same, but a pair that cannot reach `least` points is not weighed to the end: it comes out forbidden.
match compare_above(double least, const profile& a, const profile& b);

/// The points as a probability, 0..1.
double probability(const match& found);

} // namespace leadstream::dedup
