#include "domain/dedup/limit.hpp"

#include "domain/clean/findings.hpp"
#include "domain/dedup/fold.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace leadstream::dedup {
namespace {

/// Which company each observation belongs to, were these all.
std::unordered_map<uuid, std::size_t> companies_of(std::vector<observation> listings,
                                                   const std::string& region) {
  for (observation& listing : listings) {
    listing.processed = clean(listing.raw, {region, listing.source_url}, listing.rejected);
  }
  std::unordered_map<uuid, std::size_t> company;
  std::size_t number = 0;
  for (const lead_change& change : fold({}, listings)) {
    for (const uuid& id : change.observations) {
      company[id] = number;
    }
    ++number;
  }
  return company;
}

} // namespace

std::vector<observation> first_companies(std::vector<observation> listings, std::size_t most,
                                         const std::string& region) {
  if (listings.size() <= most) {
    return listings;
  }
  const auto company = companies_of(listings, region);
  std::unordered_set<std::size_t> seen;
  std::size_t kept = 0;
  for (; kept < listings.size(); ++kept) {
    if (const auto found = company.find(listings[kept].id); found != company.end()) {
      if (seen.size() == most && !seen.contains(found->second)) {
        break;
      }
      seen.insert(found->second);
    }
  }
  listings.resize(kept);
  return listings;
}

} // namespace leadstream::dedup
