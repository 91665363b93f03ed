#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leadstream::simweb {

using tag_list = std::vector<std::pair<std::string, std::string>>;

/// The value of a tag; empty when it is not there.
std::string_view tag_of(const tag_list& tags, std::string_view key);

enum class element_kind : std::uint8_t { node, way, relation };

/// A thing on the map, reduced to its point. Relations of an extract may have none.
struct map_element {
  element_kind kind = element_kind::node;
  std::int64_t id = 0;
  double latitude = 0;
  double longitude = 0;
  bool has_point = true;
  tag_list tags;
  std::vector<std::uint32_t> areas; ///< numbers of the areas that it lies in
};

/// A named part of the map. A relation's area has its id plus 3,600,000,000.
struct map_area {
  std::int64_t id = 0;
  tag_list tags;
};

/// Everything the directory knows; elements in the order of the real answers: kind, then id.
struct map_data {
  std::vector<map_element> elements;
  std::vector<map_area> areas;
};

struct world_options;

/// The listings of the generated companies. All lie in the area "Simland", in their country and in their
/// town.
map_data make_directory(const world_options& world);

/// The elements of a file in the shape of an Overpass answer. The whole file is the area of its name, a town
/// the elements with that addr:city. Throws std::runtime_error when the file cannot be read.
map_data load_extract(const std::string& path);

/// Brings the elements into the order of map_data.
void sort_elements(map_data& data);

} // namespace leadstream::simweb
