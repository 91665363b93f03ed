#pragma once
#include <string>
#include <string_view>

namespace leadstream::intel {

/// What a sentence says of a funding, as written; empty what it does not say.
struct funding_terms {
  std::string amount;   ///< "$5 million"
  std::string round;    ///< "Series A", "seed"
  std::string investor; ///< who led it
};
funding_terms funding_of(std::string_view sentence);

} // namespace leadstream::intel
