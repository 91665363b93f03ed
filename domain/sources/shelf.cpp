#include "domain/sources/shelf.hpp"

#include "domain/clean/findings.hpp"
#include "domain/dedup/fold.hpp"

#include <algorithm>
#include <unordered_map>

namespace leadstream::sources {
namespace {

/// Which company each observation belongs to, were these all. Their findings are clean.
std::unordered_map<uuid, std::size_t> companies_of(const std::vector<observation>& listings) {
  std::unordered_map<uuid, std::size_t> company;
  std::size_t number = 0;
  for (const lead_change& change : dedup::fold({}, listings)) {
    for (const uuid& id : change.observations) {
      company[id] = number;
    }
    ++number;
  }
  return company;
}

} // namespace

std::vector<observation> shelf::take(const std::vector<observation>& offered) {
  const std::lock_guard lock(mutex_);
  std::vector<observation> fresh;
  for (const observation& one : offered) {
    if (ids_.insert(one.id).second) {
      fresh.push_back(one);
      observation& seen = fresh.back();
      seen.processed = clean(seen.raw, {region_, seen.source_url}, seen.rejected);
    }
  }
  std::vector<observation> chosen = choose(std::move(fresh));
  for (observation& one : chosen) {
    one.rejected.clear();
    taken_.push_back(one);
    taken_.back().raw = {}; // later ones are compared by what is clean
    one.processed = {};
  }
  return chosen;
}

std::vector<observation> shelf::choose(std::vector<observation> fresh) {
  if (taken_.size() + fresh.size() <= most_) {
    full_ = taken_.size() + fresh.size() == most_;
    return fresh;
  }
  std::vector<observation> all = taken_;
  all.insert(all.end(), fresh.begin(), fresh.end());
  const auto company = companies_of(all);
  std::unordered_set<std::size_t> seen;
  for (const observation& one : taken_) {
    if (const auto found = company.find(one.id); found != company.end()) {
      seen.insert(found->second);
    }
  }
  std::vector<observation> chosen;
  for (observation& one : fresh) {
    const auto found = company.find(one.id);
    const bool known = found == company.end() || seen.contains(found->second);
    if (known || seen.size() < most_) {
      if (found != company.end()) {
        seen.insert(found->second);
      }
      chosen.push_back(std::move(one));
    }
  }
  full_ = seen.size() >= most_;
  return chosen;
}

bool shelf::full() const {
  const std::lock_guard lock(mutex_);
  return full_ || most_ == 0;
}

bool shelf::is_new_site(const std::string& site) {
  const std::lock_guard lock(mutex_);
  return sites_.insert(site).second;
}

} // namespace leadstream::sources
