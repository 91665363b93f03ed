#pragma once
#include "domain/model/observation.hpp"

#include <string>
#include <vector>

namespace leadstream {

/// What cleaning must know of where the findings come from.
struct clean_context {
  std::string
      region; ///< ISO 3166-1 alpha-2 by which phone numbers without country code are read; may be empty
  std::string base_url; ///< the page that relative addresses are meant against; may be empty
};

/// Of an observation: numbers are read by the country that it names, else by `region`.
clean_context context_of(const observation& seen, const std::string& region);

/// Cleans every fact, person and place; what a rule refuses is left out and added to `rejected` with its
/// reason. A value that comes twice is kept once, with the greater confidence.
findings clean(const findings& raw, const clean_context& context, std::vector<rejection>& rejected);

} // namespace leadstream
