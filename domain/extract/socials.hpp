#pragma once
#include "domain/extract/context.hpp"
#include "domain/extract/page_facts.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace leadstream::extraction {

/// The profile that an absolute URL leads to, canonical; nothing for share buttons, posts, pages of the
/// network itself and every other URL.
std::optional<found_profile> profile_of(std::string_view link);

/// A profile at its place on the page.
struct profile_hit {
  found_profile profile;
  std::uint32_t node;
};

/// The profiles that links of the page lead to.
std::vector<profile_hit> find_profiles(const context& page);

} // namespace leadstream::extraction
