#pragma once
#include "domain/dedup/grouping.hpp"

#include <string_view>
#include <vector>

namespace leadstream::dedup {

/// An observation that its source has not replaced by a newer one of the same record or page.
struct current_observation {
  const observation* seen = nullptr;
  double trust = 1; ///< 1 for what stands for the company, less for what was found from there
};

/// The current observations of a group, sorted by id.
std::vector<current_observation> current_of(const company_group& group);

/// The first `characters` code points of a text.
std::string clip(std::string_view text, std::size_t characters);

} // namespace leadstream::dedup
