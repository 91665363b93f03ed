#include "domain/dedup/pool.hpp"

#include <unordered_set>

namespace leadstream::dedup {

pool pool_of(std::span<const related_lead> stored, std::span<const observation> fresh) {
  pool all;
  std::unordered_set<uuid> known;
  const auto add = [&](const observation& seen) {
    if (known.insert(seen.id).second) {
      all.push_back(&seen);
    }
  };
  for (const related_lead& lead : stored) {
    std::for_each(lead.observations.begin(), lead.observations.end(), add);
  }
  std::for_each(fresh.begin(), fresh.end(), add);
  return all;
}

} // namespace leadstream::dedup
