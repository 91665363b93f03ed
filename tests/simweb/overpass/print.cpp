#include "tests/simweb/overpass/evaluate.hpp"

#include <fmt/format.h>

namespace leadstream::simweb::overpass {

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\')
      out += '\\', out += c;
    else if (static_cast<unsigned char>(c) < 0x20)
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    else
      out += c;
  }
  out += '"';
}

void append_element(std::string& out, const map_element& element, const output& how) {
  constexpr const char* kinds[] = {"node", "way", "relation"};
  out += fmt::format("{{\n  \"type\": \"{}\",\n  \"id\": {}", kinds[static_cast<std::size_t>(element.kind)],
                     element.id);
  if (element.kind == element_kind::node && how.geometry)
    out += fmt::format(",\n  \"lat\": {:.7f},\n  \"lon\": {:.7f}", element.latitude, element.longitude);
  else if (element.kind != element_kind::node && how.center && element.has_point)
    out += fmt::format(",\n  \"center\": {{\n    \"lat\": {:.7f},\n    \"lon\": {:.7f}\n  }}",
                       element.latitude, element.longitude);
  if (how.tags && !element.tags.empty()) {
    const char* separator = ",\n  \"tags\": {\n    ";
    for (const auto& [key, value] : element.tags) {
      out += separator;
      append_json_string(out, key);
      out += ": ";
      append_json_string(out, value);
      separator = ",\n    ";
    }
    out += "\n  }";
  }
  out += "\n}";
}

} // namespace leadstream::simweb::overpass
