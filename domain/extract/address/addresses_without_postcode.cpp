#include "domain/extract/address/addresses.hpp"
#include "domain/extract/address/countries.hpp"
#include "domain/extract/address/street.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"

#include <algorithm>

namespace leadstream::extraction {
namespace {

constexpr std::size_t longest_line = 120;
constexpr std::size_t fewest_parts = 3;
constexpr std::size_t most_parts = 8;
constexpr double doubtful = 0.5;

bool is_floor_or_unit(std::string_view part) {
  return kind_of(part) == address_part::detail &&
         contains_any(unicode_lower(part),
                      {"floor", "level", "unit", "suite", "shop", "office", "room", "plot"});
}

/// "2nd Floor, Cluster C, SM City North Avenue, Quezon City", with or without the country behind; "Av.
/// Apoquindo 4501, Las Condes, Santiago, Chile".
place from_door_to_town(std::string_view line) {
  std::vector<std::string_view> parts = address_parts(line);
  place out;
  if (parts.size() < fewest_parts || parts.size() > most_parts) {
    return out;
  }
  out.country = parts.back().size() > 2 ? country_code(parts.back()) : std::string{};
  const bool street = kind_of(parts.front()) == address_part::street && has_street_word(parts.front());
  if (!is_floor_or_unit(parts.front()) && (out.country.empty() || !street)) {
    return out;
  }
  if (!out.country.empty()) {
    parts.pop_back();
  }
  const bool plain = std::none_of(parts.begin(), parts.end(), [](std::string_view part) {
    return kind_of(part) == address_part::other || is_lower(part.front());
  });
  if (plain && parts.size() >= (street ? 2 : fewest_parts) && kind_of(parts.back()) == address_part::words) {
    out.city = std::string(parts.back());
    const std::string_view behind =
        street ? *std::find_if(parts.begin() + 1, parts.end(),
                               [](std::string_view part) { return kind_of(part) != address_part::detail; })
               : parts.back();
    out.street = trim(line.substr(0, static_cast<std::size_t>(behind.data() - line.data())), " ,");
  }
  return out;
}

/// "12 Main Street", "12 Main Street, Jamaica".
place english_street(std::string_view line) {
  place out;
  if (line.empty() || !is_digit(line.front())) {
    return out;
  }
  const std::size_t comma = line.find(", ");
  const std::string_view street = line.substr(0, comma);
  out.country = comma == std::string_view::npos ? std::string{} : country_code(line.substr(comma + 2));
  if (out.country.empty() ? is_plain_street(line) : is_street(street) && has_street_word(street)) {
    out.street = out.country.empty() ? line : street;
  }
  return out;
}

} // namespace

std::vector<address_hit> addresses_without_postcode(const context& page) {
  std::vector<address_hit> out;
  const auto& lines = page.text.segments();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = trim(page.text.view(lines[i]), " ,:");
    if (line.size() > longest_line) {
      continue;
    }
    place found = from_door_to_town(line);
    if (found.street.empty()) {
      found = english_street(line);
    }
    if (!found.street.empty()) {
      found.method = "text";
      found.confidence = doubtful;
      out.push_back({std::move(found), i});
    }
  }
  return out;
}

} // namespace leadstream::extraction
