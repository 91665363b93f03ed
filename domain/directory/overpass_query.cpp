#include "domain/directory/overpass.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <optional>

namespace leadstream::directory {
namespace {

constexpr std::size_t most_memory = 64U << 20U;
/// The area of a boundary relation has its number plus this.
constexpr std::uint64_t relation_base = 3'600'000'000;

std::string trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) {
    return {};
  }
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (true) {
    const auto end = text.find(separator);
    if (std::string part = trim(text.substr(0, end)); !part.empty()) {
      parts.push_back(std::move(part));
    }
    if (end == std::string_view::npos) {
      return parts;
    }
    text.remove_prefix(end + 1);
  }
}

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

/// "new york" -> "New York": names are compared with case, and users do not always write it.
std::string capitalized(std::string_view text) {
  std::string out(text);
  bool start = true;
  for (char& c : out) {
    if (start && c >= 'a' && c <= 'z') {
      c = static_cast<char>(c - 32);
    }
    start = c == ' ' || c == '-';
  }
  return out;
}

std::optional<std::string> as_box(std::string_view location) {
  const auto parts = split(location, ',');
  if (parts.size() != 4) {
    return std::nullopt;
  }
  std::string box;
  for (const std::string& part : parts) {
    double degrees = 0;
    const auto end = std::from_chars(part.data(), part.data() + part.size(), degrees);
    if (end.ec != std::errc{} || end.ptr != part.data() + part.size()) {
      return std::nullopt;
    }
    box += (box.empty() ? "" : ",") + part;
  }
  return box;
}

void append_named_areas(std::string& out, const std::string& name) {
  std::vector<std::string> spellings{name};
  if (std::string other = capitalized(name); other != name) {
    spellings.push_back(std::move(other));
  }
  for (const std::string& spelling : spellings) {
    for (const std::string_view key : {"name", "name:en"}) {
      out += "area[\"" + std::string(key) + "\"=" + quoted(spelling) + R"(]["boundary"="administrative"];)";
    }
  }
}

bool is_code(std::string_view text) {
  return text.size() == 2 && std::all_of(text.begin(), text.end(), [](char c) {
           return std::isalpha(static_cast<unsigned char>(c)) != 0;
         });
}

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return text;
}

/// The larger region after the comma: a country or a state, by code or by name.
void append_region(std::string& out, const std::string& region) {
  out += '(';
  if (is_code(region)) {
    const std::string code = upper(region);
    out += R"(area["ISO3166-1"=")" + code + R"("];area["ISO3166-2"~"^[A-Z]{2}-)" + code + "$\"];";
  }
  append_named_areas(out, region);
  out += ")->.r;\n";
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
  if (const auto box = as_box(location)) {
    return "(" + *box + ")";
  }
  if (const auto relation = as_relation(trim(location)); relation > 0) {
    return "(area:" + std::to_string(relation_base + relation) + ")";
  }
  auto parts = split(location, ',');
  if (parts.empty()) {
    parts.emplace_back();
  }
  out += '(';
  if (parts.size() == 1 && is_code(parts.front())) {
    out += R"(area["ISO3166-1"=")" + upper(parts.front()) + "\"];";
  }
  append_named_areas(out, parts.front());
  out += ")->.a;\n";
  if (parts.size() == 1) {
    return "(area.a)";
  }
  append_region(out, parts.back());
  return "(area.a)(area.r)";
}

bool unreserved(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == '.' || c == '~';
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
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out = "data=";
  for (const char c : to_overpass_ql(query)) {
    if (unreserved(c)) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += digits[byte >> 4U];
      out += digits[byte & 0x0FU];
    }
  }
  return out;
}

} // namespace leadstream::directory
