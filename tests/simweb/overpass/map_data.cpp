#include "tests/simweb/overpass/map_data.hpp"

#include <algorithm>
#include <tuple>

namespace leadstream::simweb {

std::string_view tag_of(const tag_list& tags, std::string_view key) {
  const auto found =
      std::find_if(tags.begin(), tags.end(), [&](const auto& tag) { return tag.first == key; });
  return found == tags.end() ? std::string_view() : std::string_view(found->second);
}

void sort_elements(map_data& data) {
  std::sort(data.elements.begin(), data.elements.end(), [](const map_element& a, const map_element& b) {
    return std::tie(a.kind, a.id) < std::tie(b.kind, b.id);
  });
}

} // namespace leadstream::simweb
