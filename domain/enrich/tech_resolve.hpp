#pragma once
#include "domain/enrich/fingerprints.hpp"

#include <map>
#include <string>
#include <vector>

namespace leadstream::enrich {

/// What the rules of one technology matched together.
struct tech_match {
  int confidence = 0; ///< the sum over its rules, at most 100
  std::string version;
};

/// Matches by the technology's name.
using tech_matches = std::map<std::string, tech_match>;

/// Applies requires and requiresCategory, then excludes, then implies (transitively, with the smaller
/// confidence).
void resolve_matches(const std::map<std::string, const technology*>& known, tech_matches& found);

/// The better of two versions: the longer one.
const std::string& better_version(const std::string& a, const std::string& b);

} // namespace leadstream::enrich
