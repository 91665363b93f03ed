#pragma once
#include "domain/dedup/observed.hpp"

#include <span>
#include <vector>

namespace leadstream::dedup {

/// The observations of one company.
struct company_group {
  std::vector<const observation*> observations; ///< sorted by id
  std::vector<const observation*> standing;     ///< those without a subject (or whose subject is unknown)
};

/// Decides which observations form which company. Every observation is in exactly one group; the groups
/// depend on the set of observations alone.
std::vector<company_group> group(std::span<const observation* const> observations);

/// All of them as one company, as a store keeps them together.
company_group as_one(std::span<const observation* const> observations);

} // namespace leadstream::dedup
