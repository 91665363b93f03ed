#pragma once
#include "tests/conformance/adapters.hpp"

namespace leadstream::conformance {

/// What a directory says of a bakery of its own name, street and mail.
inline observation bakery(int number) {
  observation seen = make_observation("overpass", "node/" + std::to_string(number),
                                      "Bäckerei " + std::string(static_cast<std::size_t>(number), 'x'));
  seen.processed.facts.push_back(
      {field::email, "info@shop" + std::to_string(number) + ".test", "osm_tag", 0.9, ""});
  seen.processed.places[0].street = "Gasse " + std::to_string(number);
  return seen;
}

} // namespace leadstream::conformance
