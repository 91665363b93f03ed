#pragma once
#include "domain/model/observation.hpp"
#include "domain/queries.hpp"

#include <algorithm>
#include <span>
#include <vector>

namespace leadstream::dedup {

/// Observations that somebody else keeps alive.
using pool = std::vector<const observation*>;

/// Every observation once, stored ones first.
pool pool_of(std::span<const related_lead> stored, std::span<const observation> fresh);

template <class T>
void sort_unique(std::vector<T>& items) {
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
}

} // namespace leadstream::dedup
