#include "domain/directory/overpass.hpp"

#include "domain/directory/place_names.hpp"
#include "domain/sources/cell.hpp"
#include "domain/text/strings.hpp"
#include "domain/url/percent.hpp"

#include <algorithm>
#include <charconv>

namespace leadstream::directory {
namespace {

constexpr std::size_t most_memory = 64U << 20U;
/// The area of a boundary relation has its number plus this.
constexpr std::uint64_t relation_base = 3'600'000'000;

/// A string literal of the query language; control characters have no place in a name.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
    }
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return out + '"';
}

void append_named_areas(std::string& out, const place_name& place) {
  for (const std::string& spelling : place.spellings) {
    for (const std::string_view key : {"name", "name:en"}) {
      out += "area[\"" + std::string(key) + "\"=" + quoted(spelling) + R"(]["boundary"="administrative"];)";
    }
  }
}

bool is_code(std::string_view text) {
  return text.size() == 2 && std::all_of(text.begin(), text.end(), is_letter);
}

/// The larger region after the comma: a country or a state, by code or by name. Whether there is one.
bool append_region(std::string& out, std::string_view region) {
  const place_name place = read_place(region);
  if (place.spellings.empty()) {
    return false; // "Vaduz, 9490"
  }
  out += '(';
  if (is_code(region)) {
    const std::string code = as_code(region);
    out += R"(area["ISO3166-1"=")" + code + R"("];area["ISO3166-2"~"^[A-Z]{2}-)" + code + "$\"];";
  }
  append_named_areas(out, place);
  out += ")->.r;\n";
  return true;
}

/// The elements whose address has this postcode; some countries write their letters before it.
std::string postcode_filter(const place_name& place) {
  const std::string& prefix = place.country_prefix;
  return prefix.empty() ? "[\"addr:postcode\"=" + quoted(place.postcode) + "]"
                        : "[\"addr:postcode\"~" + quoted("^(" + prefix + "-)?" + place.postcode + "$") + "]";
}

/// "relation/1155955" or "r1155955": the number of a boundary on the map; 0 for anything else.
std::uint64_t as_relation(std::string_view location) {
  std::string_view number;
  if (location.starts_with("relation/") || location.starts_with("relation:")) {
    number = location.substr(9);
  } else if (location.starts_with('r')) {
    number = location.substr(1);
  }
  std::uint64_t id = 0;
  const auto end = std::from_chars(number.data(), number.data() + number.size(), id);
  return end.ec == std::errc{} && end.ptr == number.data() + number.size() && id < relation_base ? id : 0;
}

/// Writes the statements that choose the areas; returns the filter that each element query ends with.
std::string append_areas(std::string& out, std::string_view location) {
  if (sources::parse_cell(location)) {
    std::string box(location);
    std::erase(box, ' ');
    return "(" + box + ")";
  }
  if (const auto relation = as_relation(extraction::trim(location)); relation > 0) {
    return "(area:" + std::to_string(relation_base + relation) + ")";
  }
  auto parts = extraction::split(location, ",");
  if (parts.empty()) {
    parts.emplace_back();
  }
  const place_name place = read_place(parts.front());
  std::string filter = "(area.a)";
  if (place.spellings.empty() && !place.postcode.empty()) {
    filter = postcode_filter(place);
  } else {
    out += '(';
    if (parts.size() == 1 && is_code(parts.front())) {
      out += R"(area["ISO3166-1"=")" + as_code(parts.front()) + "\"];";
    }
    append_named_areas(out, place);
    out += ")->.a;\n";
  }
  return parts.size() > 1 && append_region(out, parts.back()) ? filter + "(area.r)" : filter;
}

} // namespace

std::string to_overpass_ql(const overpass_query& query) {
  std::string out = "[out:json][timeout:" + std::to_string(query.timeout.count()) +
                    "][maxsize:" + std::to_string(most_memory) + "];\n";
  const std::string area = append_areas(out, query.location);
  out += "(\n";
  for (const tag_filter& filter : query.filters) {
    out += "  nwr";
    for (const auto& pair : filter.pairs) {
      out += "[" + quoted(pair.key);
      if (!pair.value.empty()) {
        out += (pair.is_pattern ? "~" : "=") + quoted(pair.value) + (pair.is_pattern ? ",i" : "");
      }
      out += ']';
    }
    out += "[\"name\"]" + area + ";\n";
  }
  return out + ");\nout center tags " + std::to_string(query.limit) + ";\n";
}

std::string to_form(const overpass_query& query) {
  return "data=" + encode_component(to_overpass_ql(query));
}

} // namespace leadstream::directory
