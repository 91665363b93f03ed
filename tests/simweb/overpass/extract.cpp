#include "tests/simweb/overpass/map_data.hpp"

#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace leadstream::simweb {
namespace {

using nlohmann::json;

struct known_area {
  std::string_view stem, name, local_name, official_name, code;
  std::int64_t relation;
  std::string_view level;
};

constexpr known_area known[] = {
    {"liechtenstein", "Liechtenstein", "Liechtenstein", "Fürstentum Liechtenstein", "LI", 1155955, "2"},
    {"andorra", "Andorra", "Andorra", "Principat d'Andorra", "AD", 9407, "2"},
    {"monaco", "Monaco", "Monaco", "Principauté de Monaco", "MC", 1124039, "2"},
    {"moscow", "Moscow", "Москва", "город Москва", "RU-MOW", 102269, "4"}};

map_area whole_area(const std::string& path) {
  const std::string stem = std::filesystem::path(path).stem().string();
  for (const auto& one : known)
    if (one.stem == stem)
      return {3'600'000'000 + one.relation,
              {{"name", std::string(one.local_name)},
               {"name:en", std::string(one.name)},
               {"official_name", std::string(one.official_name)},
               {"boundary", "administrative"},
               {"type", "boundary"},
               {"admin_level", std::string(one.level)},
               {one.level == "2" ? "ISO3166-1" : "ISO3166-2", std::string(one.code)},
               {"ISO3166-1:alpha2", std::string(one.code)}}};
  return {3'609'999'998, {{"name", stem}, {"boundary", "administrative"}, {"admin_level", "2"}}};
}

element_kind kind_of(const json& element) {
  const auto type = element.value("type", "node");
  return type == "way" ? element_kind::way : type == "relation" ? element_kind::relation : element_kind::node;
}

map_element read_element(const json& source) {
  map_element made;
  made.kind = kind_of(source);
  made.id = source.at("id").get<std::int64_t>();
  const json& point = source.contains("center") ? source.at("center") : source;
  made.has_point = point.contains("lat");
  made.latitude = point.value("lat", 0.0);
  made.longitude = point.value("lon", 0.0);
  if (source.contains("tags"))
    for (const auto& [key, value] : source.at("tags").items())
      made.tags.emplace_back(key, value.get<std::string>());
  return made;
}

map_area town_area(std::string_view name, std::size_t number) {
  return {3'608'000'000 + static_cast<std::int64_t>(number),
          {{"name", std::string(name)},
           {"boundary", "administrative"},
           {"type", "boundary"},
           {"admin_level", "8"}}};
}

} // namespace

map_data load_extract(const std::string& path) {
  std::ifstream file(path);
  if (!file)
    throw std::runtime_error("cannot read " + path + ": " + std::strerror(errno));
  const json content = json::parse(file, nullptr, false);
  if (!content.is_object() || !content.contains("elements"))
    throw std::runtime_error(path + " is not an answer of Overpass: it has no \"elements\"");
  map_data data;
  data.areas.push_back(whole_area(path));
  std::map<std::string, std::uint32_t, std::less<>> towns;
  for (const auto& source : content.at("elements")) {
    auto element = read_element(source);
    element.areas.push_back(0);
    if (const auto city = tag_of(element.tags, "addr:city"); !city.empty()) {
      const auto [place, fresh] =
          towns.try_emplace(std::string(city), static_cast<std::uint32_t>(data.areas.size()));
      if (fresh)
        data.areas.push_back(town_area(city, data.areas.size()));
      element.areas.push_back(place->second);
    }
    data.elements.push_back(std::move(element));
  }
  sort_elements(data);
  return data;
}

} // namespace leadstream::simweb
