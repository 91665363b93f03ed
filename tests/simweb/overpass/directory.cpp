#include "tests/simweb/overpass/map_data.hpp"
#include "tests/simweb/world/listing.hpp"

#include <map>

namespace leadstream::simweb {
namespace {

constexpr std::int64_t relation_base = 3'600'000'000;

map_area boundary(std::int64_t relation, std::string_view name, std::string_view english,
                  std::string_view level) {
  return {relation_base + relation,
          {{"name", std::string(name)},
           {"name:en", std::string(english)},
           {"boundary", "administrative"},
           {"type", "boundary"},
           {"admin_level", std::string(level)}}};
}

// Simland is area 0; then come the countries, then the towns. Gives the numbers of a town's areas.
std::map<const town*, std::vector<std::uint32_t>> add_areas(map_data& data) {
  std::map<const town*, std::vector<std::uint32_t>> inside;
  data.areas.push_back(boundary(9'000'000, "Simland", "Simland", "2"));
  for (const auto& home : countries()) {
    const auto number = static_cast<std::uint32_t>(data.areas.size());
    data.areas.push_back(boundary(home.relation, home.local_name, home.name, "2"));
    data.areas.back().tags.emplace_back("ISO3166-1", home.code);
    data.areas.back().tags.emplace_back("ISO3166-1:alpha2", home.code);
    for (const auto& place : home.towns) {
      inside[&place] = {0, number, static_cast<std::uint32_t>(data.areas.size())};
      data.areas.push_back(
          boundary(9'100'000 + static_cast<std::int64_t>(data.areas.size()), place.name, place.name, "8"));
      data.areas.back().tags.emplace_back("place", "town");
    }
  }
  return inside;
}

} // namespace

map_data make_directory(const world_options& world) {
  map_data data;
  const auto inside = add_areas(data);
  for (std::uint64_t index = 0; index < world.companies; ++index) {
    const auto made = make_company(world, index);
    auto listed = make_listing(made, world.seed);
    listed.entry.areas = inside.at(made.town);
    if (listed.duplicate) {
      listed.duplicate->areas = listed.entry.areas;
      data.elements.push_back(std::move(*listed.duplicate));
    }
    data.elements.push_back(std::move(listed.entry));
  }
  sort_elements(data);
  return data;
}

} // namespace leadstream::simweb
