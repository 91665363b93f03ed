#pragma once
#include "domain/dedup/profile.hpp"

namespace leadstream::dedup {

/// What one field of two businesses says.
enum class agreement : std::uint8_t {
  unknown, ///< one of them lacks it
  different,
  near, ///< but for what a slip of the hand explains the same
  equal
};

/// Their phones: the best of all pairs.
agreement compare_phones(const profile& a, const profile& b);

/// The domains of their websites, or their pages on a shared platform. Near are domains under one public
/// suffix, alike by the mission's floor (Levenshtein >= 0.85) and the same in their digits.
agreement compare_sites(const profile& a, const profile& b);

/// Whether both know a part, and it is the same.
bool equal_parts(const profile& a, slice left, const profile& b, slice right);

} // namespace leadstream::dedup
