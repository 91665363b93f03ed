#pragma once
#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

namespace leadstream::dedup {

/// Two records that are taken for one, and how sure that is.
struct link {
  /// Points of records that are one by definition: no discord keeps them apart.
  static constexpr float certain = std::numeric_limits<float>::infinity();

  std::uint32_t a = 0;
  std::uint32_t b = 0;
  float points = 0;
  std::uint32_t tie = 0; ///< of links of equal points the smallest comes first: made of what the two say
};

/// Whether two records must not come into one cluster. Symmetric.
using discord = std::function<bool(std::uint32_t, std::uint32_t)>;

/// Joins records 0..count-1 along their links, the surest first (ties by `tie`, then by number), and leaves
/// out each link that would bring two records in discord together (its own two are not): so nothing chains
/// through a record that fits to both sides. `never` keeps records apart even where a link is certain. Gives
/// each record the number of its cluster's first record. The same links in any order give the same clusters.
std::vector<std::uint32_t> agglomerate(std::uint32_t count, std::vector<link> links, const discord& apart,
                                       const discord& never = {});

} // namespace leadstream::dedup
