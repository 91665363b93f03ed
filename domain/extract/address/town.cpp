#include "domain/extract/address/town.hpp"

#include "domain/extract/address/countries.hpp"
#include "domain/extract/address/street.hpp"
#include "domain/lexicons.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"
#include "domain/text/word_set.hpp"
#include "domain/url/percent.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace leadstream::extraction {
namespace {

constexpr std::size_t longest_town = 40;

bool is_county(std::string_view part, std::string_view country) {
  if (country == "IE") {
    return starts_with_ignoring_case(part, "co. ") || starts_with_ignoring_case(part, "county ") ||
           starts_with_ignoring_case(part, "co ");
  }
  return country == "GB" &&
         (unicode_lower(part).ends_with("shire") || is_one_of(unicode_lower(part), {"kent",
                                                                                    "surrey",
                                                                                    "essex",
                                                                                    "sussex",
                                                                                    "west sussex",
                                                                                    "east sussex",
                                                                                    "devon",
                                                                                    "dorset",
                                                                                    "norfolk",
                                                                                    "suffolk",
                                                                                    "cornwall",
                                                                                    "somerset",
                                                                                    "cumbria",
                                                                                    "middlesex",
                                                                                    "greater london",
                                                                                    "west midlands",
                                                                                    "herts",
                                                                                    "beds",
                                                                                    "bucks",
                                                                                    "berks",
                                                                                    "oxon",
                                                                                    "hants",
                                                                                    "wilts",
                                                                                    "lancs",
                                                                                    "leics",
                                                                                    "lincs",
                                                                                    "notts",
                                                                                    "staffs",
                                                                                    "worcs",
                                                                                    "northants",
                                                                                    "cambs",
                                                                                    "glos",
                                                                                    "merseyside",
                                                                                    "greater manchester",
                                                                                    "tyne and wear",
                                                                                    "england",
                                                                                    "scotland",
                                                                                    "wales",
                                                                                    "co. durham",
                                                                                    "county durham",
                                                                                    "north yorkshire",
                                                                                    "west yorkshire",
                                                                                    "south yorkshire",
                                                                                    "isle of wight",
                                                                                    "co. antrim"}));
}

bool is_town(std::string_view part, std::string_view country) {
  if (country == "IE" && part.starts_with("Dublin ")) {
    return part.size() <= 10;
  }
  return !part.empty() && part.size() <= longest_town && std::none_of(part.begin(), part.end(), is_digit);
}

/// "Belo Horizonte/MG", "São Paulo - SP" with the dash already cut.
void split_state(place& out) {
  const std::size_t seam = out.city.rfind('/');
  if (seam != std::string::npos && out.city.size() - seam == 3) {
    out.state = out.city.substr(seam + 1);
    out.city = std::string(trim(std::string_view(out.city).substr(0, seam)));
  }
}

bool is_state_code(std::string_view part) {
  return part.size() == 2 && is_upper(part[0]) && is_upper(part[1]);
}

/// The value of a parameter of a link's query.
std::string_view parameter(std::string_view link, std::string_view name) {
  for (std::size_t at = link.find_first_of("?&"); at != std::string_view::npos; at = link.find('&', at + 1)) {
    const std::string_view rest = link.substr(at + 1);
    if (rest.starts_with(name) && rest.size() > name.size() && rest[name.size()] == '=') {
      const std::string_view value = rest.substr(name.size() + 1);
      return value.substr(0, value.find_first_of("&#"));
    }
  }
  return {};
}

} // namespace

bool is_state_of(std::string_view country, std::string_view part) {
  static const auto states = [] {
    std::map<std::string_view, std::set<std::string_view>, std::less<>> made;
    for (const std::string_view line : lexicon_lines("states_behind_towns")) {
      const auto names = split(line.substr(3), "|");
      made[line.substr(0, 2)].insert(names.begin(), names.end());
    }
    return made;
  }();
  const auto found = states.find(country);
  return found != states.end() && found->second.contains(unicode_lower(trim(part)));
}

void take_town(std::vector<std::string_view>& parts, place& out) {
  const auto next = [&parts]() {
    const std::string_view part = parts.empty() ? std::string_view{} : without_address_label(parts.back());
    if (!parts.empty()) {
      parts.pop_back();
    }
    return part;
  };
  std::string_view part = next();
  if (out.country == "BR" && starts_with_ignoring_case(part, "cep")) {
    part = next();
  }
  if (is_county(part, out.country) || is_state_of(out.country, part) ||
      (out.country == "BR" && is_state_code(part))) {
    out.state = std::string(part);
    part = next();
  }
  if (const std::size_t end = is_street(part) ? end_of_street(part) : 0; end > 0 && end < part.size()) {
    out.city = std::string(trim(part.substr(end), " ,."));
    parts.push_back(part.substr(0, end));
  } else if ((kind_of(part) == address_part::street && !is_town(part, out.country)) ||
             is_street_detail(part) || !is_town(part, out.country)) {
    parts.push_back(part);
  } else {
    out.city = std::string(trim(part, " .-("));
    split_state(out);
  }
}

void take_province(std::string_view right, place& out) {
  const std::size_t blank = out.city.rfind(' ');
  if (out.country == "IT" && blank != std::string::npos && is_state_code(out.city.substr(blank + 1))) {
    out.state = out.city.substr(blank + 1); // "Roma RM"
    out.city.resize(blank);
  }
  const std::string_view rest = trim(right);
  if (rest.size() >= 4 && rest[0] == '(' && out.state.empty()) {
    const std::string_view inside = rest.substr(1, rest.find(')') - 1);
    if (is_state_code(inside) || (out.country == "ES" && is_town(inside, out.country))) {
      out.state = std::string(inside);
    }
  }
}

bool is_town_label(std::string_view line) {
  static const word_set labels(
      "ort stadt wohnort city town ville localité commune ciudad localidad población città comune località "
      "cidade localidade plaats woonplaats stad miasto miejscowość město");
  return labels.contains(unicode_lower(trim(line, " :.")));
}

std::string map_query(std::string_view link) {
  const bool map =
      contains_any(link, {"google.", "goo.gl", "maps.apple", "openstreetmap.org", "bing.com/maps"}) &&
      contains_any(link, {"map", "query=", "q="});
  if (!map) {
    return {};
  }
  std::string_view asked;
  for (const std::string_view name : {"q", "query", "daddr", "destination", "address"}) {
    asked = asked.empty() ? parameter(link, name) : asked;
  }
  for (const std::string_view step : {"/maps/place/", "/maps/search/", "/maps/dir//"}) {
    if (const std::size_t at = link.find(step); asked.empty() && at != std::string_view::npos) {
      const std::string_view rest = link.substr(at + step.size());
      asked = rest.substr(0, rest.find_first_of("/?@#"));
    }
  }
  std::string out(asked);
  std::replace(out.begin(), out.end(), '+', ' ');
  return fold_blanks(percent_decode(out));
}

} // namespace leadstream::extraction
