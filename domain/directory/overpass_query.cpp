#include "domain/directory/overpass.hpp"

#include "domain/directory/place_names.hpp"
#include "domain/sources/cell.hpp"
#include "domain/text/strings.hpp"
#include "domain/url/percent.hpp"

#include <re2/re2.h>

#include <algorithm>

namespace leadstream::directory {
namespace {

constexpr std::size_t most_places = 10;
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

/// The areas that are called so, by any name that the map knows and with any accents.
void append_folded_areas(std::string& out, const place_name& place) {
  const std::string pattern = quoted(folded_pattern(place.spellings.front()));
  for (const std::string_view key : {"name", "name:en", "official_name", "alt_name"}) {
    out += R"(area["boundary"="administrative"][")" + std::string(key) + "\"~" + pattern + ",i];";
  }
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

/// "relation/1155955", "relation 1155955" or "R1155955": the number of a boundary on the map; 0 for anything
/// else.
std::uint64_t as_relation(std::string_view location) {
  static const RE2 form(R"((?i)\s*r(?:elation\s*[/:#]?)?\s*(\d{1,10})\s*)");
  std::uint64_t id = 0;
  const re2::StringPiece text(location.data(), location.size());
  return RE2::FullMatch(text, form, &id) && id < relation_base ? id : 0;
}

/// How names of areas are compared.
enum class spelling { exact, folded };

/// Writes the statements that choose the areas; returns the filter that each element query ends with.
std::string append_areas(std::string& out, std::string_view location, spelling how) {
  if (sources::parse_cell(location)) {
    std::string box(location);
    std::erase(box, ' ');
    return "(" + box + ")";
  }
  if (const auto relation = as_relation(location); relation > 0) {
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
    if (how == spelling::folded && !place.spellings.empty()) {
      append_folded_areas(out, place);
    }
    out += ")->.a;\n";
  }
  return parts.size() > 1 && append_region(out, parts.back()) ? filter + "(area.r)" : filter;
}

std::string head_of(std::chrono::seconds timeout) {
  return "[out:json][timeout:" + std::to_string(timeout.count()) +
         "][maxsize:" + std::to_string(most_memory) + "];\n";
}

} // namespace

std::string to_overpass_ql(const overpass_query& query) {
  std::string out = head_of(query.timeout);
  const std::string area = append_areas(out, query.location, spelling::exact);
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

place_question ask_for_place(const std::string& location, std::chrono::seconds timeout) {
  if (sources::parse_cell(location)) {
    return {};
  }
  std::string out = head_of(timeout);
  const std::string filter = append_areas(out, location, spelling::folded);
  const bool with_region = filter.ends_with("(area.r)");
  if (const auto relation = as_relation(location); relation > 0) {
    out += "area(" + std::to_string(relation_base + relation) + ")->.a;\n";
  } else if (filter.starts_with('[')) {
    out += "nwr" + filter + "->.a;\n";
  }
  out += ".a out tags " + std::to_string(most_places) + ";\n";
  return {out + (with_region ? ".r out ids 1;\n" : ""), with_region};
}

std::string other_spelling(std::string_view location, const std::vector<std::string>& names) {
  const std::size_t comma = std::min(location.find(','), location.size());
  const place_name place = read_place(location.substr(0, comma));
  const auto& known = place.spellings;
  const auto other = std::find_if(names.begin(), names.end(), [&](const std::string& name) {
    return std::find(known.begin(), known.end(), name) == known.end();
  });
  const bool searchable = !known.empty() && as_relation(location) == 0 && other != names.end();
  return searchable ? *other + std::string(location.substr(comma)) : std::string();
}

std::string to_form(std::string_view query) {
  return "data=" + encode_component(query);
}

} // namespace leadstream::directory
