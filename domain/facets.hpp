#pragma once
#include "domain/model/lead.hpp"

#include <compare>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream {

/// A property that leads are found and counted by.
struct facet {
  std::string kind;  ///< "technology", "signal", "source", "tag", "status", "size" or "has"
  std::string value; ///< case-folded

  auto operator<=>(const facet&) const = default;
};

/// What can be asked of leads by facets.
namespace facets {
inline constexpr const char* technology = "technology"; ///< of the technology stack
inline constexpr const char* signal = "signal";         ///< the kind of a growth signal: "funding", "hiring"
inline constexpr const char* source = "source";         ///< where a value came from
inline constexpr const char* tag = "tag";
inline constexpr const char* status = "status"; ///< other than "new"
inline constexpr const char* size = "size";
inline constexpr const char* has = "has"; ///< "email" or "phone", of any contact
} // namespace facets

/// All facets of a lead, sorted, each once.
std::vector<facet> facets_of(const lead& whole);

/// The text that a free search looks at: name, industry, description, place, website, and the contacts.
std::string search_text(const lead& whole);

} // namespace leadstream
