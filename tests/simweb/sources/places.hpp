#pragma once
#include "tests/simweb/http/message.hpp"
#include "tests/simweb/overpass/endpoint.hpp"
#include "tests/simweb/world/company.hpp"

#include <vector>

namespace leadstream::simweb {

/// What Google says of a company. It knows four of five companies by their right name.
bool google_knows(const company& of);
std::string place_id(const company& of);

/// The Places API (New) at places.test: searchText with field mask, restriction, paging and its cap of sixty
/// results a question; errors as the real one writes them. The key is "simweb-key".
class places_endpoint {
public:
  places_endpoint(const world_options& world, overpass::reliability how) : world_(world), how_(how) {}
  reply answer(const request& asked);

private:
  const world_options& world_;
  overpass::reliability how_;
  std::size_t asked_ = 0;
};

} // namespace leadstream::simweb
