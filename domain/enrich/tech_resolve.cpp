#include "domain/enrich/tech_resolve.hpp"

#include <algorithm>

namespace leadstream::enrich {
namespace {

using known_technologies = std::map<std::string, const technology*>;

const technology* find(const known_technologies& known, const std::string& name) {
  const auto found = known.find(name);
  return found == known.end() ? nullptr : found->second;
}

bool has_category(const known_technologies& known, const tech_matches& found, int category) {
  return std::any_of(found.begin(), found.end(), [&](const auto& each) {
    const technology* one = find(known, each.first);
    return one != nullptr &&
           std::find(one->categories.begin(), one->categories.end(), category) != one->categories.end();
  });
}

bool requirements_met(const known_technologies& known, const tech_matches& found, const technology& of) {
  const bool beside =
      of.requires_any.empty() || std::any_of(of.requires_any.begin(), of.requires_any.end(),
                                             [&](const std::string& name) { return found.contains(name); });
  const bool among = of.requires_category.empty() ||
                     std::any_of(of.requires_category.begin(), of.requires_category.end(),
                                 [&](int category) { return has_category(known, found, category); });
  return beside && among;
}

/// Keeps what stands by itself, then again and again what is met by that: two that only require each other do
/// not stand.
void drop_unmet(const known_technologies& known, tech_matches& found) {
  tech_matches standing;
  for (bool changed = true; changed;) {
    changed = false;
    for (auto each = found.begin(); each != found.end();) {
      const technology* one = find(known, each->first);
      const bool met = one == nullptr || requirements_met(known, standing, *one);
      const auto next = std::next(each);
      if (met) {
        standing.insert(found.extract(each));
        changed = true;
      }
      each = next;
    }
  }
  found = std::move(standing);
}

void drop_excluded(const known_technologies& known, tech_matches& found) {
  std::vector<std::string> excluded;
  for (const auto& [name, match] : found) {
    if (const technology* one = find(known, name)) {
      excluded.insert(excluded.end(), one->excludes.begin(), one->excludes.end());
    }
  }
  for (const std::string& name : excluded) {
    found.erase(name);
  }
}

/// Whether adding it changed something.
bool imply(tech_matches& found, const tech_link& link, const tech_match& by) {
  const tech_match implied{std::min(by.confidence, link.confidence), link.version};
  const auto [place, added] = found.emplace(link.name, implied);
  if (!added && place->second.confidence < implied.confidence) {
    place->second.confidence = implied.confidence;
    return true;
  }
  return added;
}

void add_implied(const known_technologies& known, tech_matches& found) {
  for (bool changed = true; changed;) {
    changed = false;
    const tech_matches before = found;
    for (const auto& [name, match] : before) {
      const technology* one = find(known, name);
      for (const tech_link& link : one == nullptr ? std::vector<tech_link>() : one->implies) {
        changed = imply(found, link, match) || changed;
      }
    }
  }
}

} // namespace

const std::string& better_version(const std::string& a, const std::string& b) {
  return b.size() > a.size() ? b : a;
}

void resolve_matches(const known_technologies& known, tech_matches& found) {
  drop_unmet(known, found);
  drop_excluded(known, found);
  add_implied(known, found);
}

} // namespace leadstream::enrich
