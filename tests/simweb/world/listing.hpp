#pragma once
#include "tests/simweb/overpass/map_data.hpp"
#include "tests/simweb/world/company.hpp"

#include <optional>

namespace leadstream::simweb {

/// What the directory says of a company: often less than there is, sometimes twice and with a typing error.
struct listing {
  map_element entry;
  std::optional<map_element> duplicate; ///< the same business drawn once more some metres away
  bool has_phone = false;
  bool has_second_phone = false;
  bool has_email = false;
  bool has_website = false;
};

listing make_listing(const company& of, std::uint64_t seed);

/// "node/1000042"
std::string element_name(const map_element& element);

} // namespace leadstream::simweb
