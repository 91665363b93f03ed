#include "domain/extract/addresses.hpp"

#include "domain/extract/countries.hpp"
#include "domain/extract/postcode.hpp"
#include "domain/extract/street.hpp"
#include "domain/extract/strings.hpp"
#include "domain/extract/utf8.hpp"

#include <algorithm>

namespace leadstream::extraction {
namespace {

constexpr std::size_t lines_above = 4;
constexpr std::size_t longest_line = 400;

/// Bullets, arrows and ornaments that designers set between the parts of a line.
bool is_ornament(char32_t c) {
  return c == 0xB7 || c == 0xBB || c == 0xAB || c == 0xA6 || c == 0x2022 || c == 0x203A ||
         (c >= 0x2190 && c <= 0x2BFF);
}

/// The parts of an address in a line: between commas, bars, ornaments and dashes that stand alone.
std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> out;
  std::size_t start = 0;
  const auto close = [&](std::size_t end, std::size_t next) {
    if (const auto part = trim(text.substr(start, end - start)); !part.empty()) {
      out.push_back(part);
    }
    start = next;
  };
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t at = i;
    const char32_t c = next_code_point(text, i);
    const bool dash = (c == '-' || c == 0x2013 || c == 0x2014) && at > 0 && text[at - 1] == ' ' &&
                      text.substr(i).starts_with(' ');
    if (c == ',' || c == ';' || c == '|' || c == '\t' || dash || is_ornament(c)) {
      close(at, i);
    }
  }
  close(text.size(), text.size());
  return out;
}

/// Without the label in front: "Address: 12 Main St" -> "12 Main St".
std::string_view without_label(std::string_view part) {
  for (const std::string_view seam : {": ", " located at ", " address is "}) {
    if (const std::size_t at = part.rfind(seam); at != std::string_view::npos) {
      part = part.substr(at + seam.size());
    }
  }
  return trim(part, " ,");
}

class address_reader {
public:
  address_reader(const context& page, const std::vector<std::string>& regions)
      : page_(page), regions_(regions) {}

  std::vector<address_hit> run() {
    const auto& lines = page_.text.segments();
    for (std::size_t i = 0; i < lines.size(); ++i) {
      page_.budget.check_time();
      const std::string_view line = page_.text.view(lines[i]);
      if (std::count_if(line.begin(), line.end(), is_digit) >= 2) {
        read_line(i, line);
      }
    }
    return std::move(hits_);
  }

private:
  void read_line(std::size_t index, std::string_view line) {
    std::size_t from = 0;
    for (const postcode_match& found : find_postcodes(line, regions_)) {
      if (found.begin < from) {
        continue;
      }
      const std::size_t start = found.begin - from > longest_line ? found.begin - longest_line : from;
      address(index, line.substr(start, found.begin - start), found, line.substr(found.end));
      from = found.end;
    }
  }

  /// Collects the parts before the postcode, of its line and of the lines above, nearest last.
  std::vector<std::string_view> before(std::size_t index, std::string_view left) const {
    std::vector<std::string_view> parts = parts_of(left);
    const auto& lines = page_.text.segments();
    for (std::size_t up = 1; up <= lines_above && up <= index && parts.size() < 5; ++up) {
      const std::string_view above = page_.text.view(lines[index - up]);
      if (above.size() > 120) {
        break;
      }
      const auto more = parts_of(above);
      parts.insert(parts.begin(), more.begin(), more.end());
    }
    return parts;
  }

  void address(std::size_t index, std::string_view left, const postcode_match& found,
               std::string_view right) {
    place out;
    out.postal_code = found.postal_code;
    out.city = found.city;
    out.state = found.state;
    out.country = found.country;
    std::vector<std::string_view> parts = before(index, left);
    const bool city_missing = out.city.empty();
    if (!city_missing && runs_on(left)) {
      parts.clear(); // a sentence with a number in it
    }
    if (city_missing && !parts.empty()) {
      take_city(parts, out);
    }
    take_street(parts, out);
    if (out.street.empty() && (found.country.size() != 2 || !strong(found))) {
      return;
    }
    if (out.city.empty() && out.street.empty()) {
      return;
    }
    take_province(right, out);
    out.method = "text";
    out.confidence = out.street.empty() ? 0.6 : 0.85;
    hits_.push_back({std::move(out), index});
  }

  /// Whether words that are no street run into the postcode.
  static bool runs_on(std::string_view left) {
    const std::string_view text = trim(left);
    const std::string_view last = text.substr(text.find_last_of(" \t,") + 1);
    return !text.empty() && (is_letter(text.back()) || is_high(text.back())) &&
           std::none_of(last.begin(), last.end(), is_digit) && !has_street_word(text);
  }

  /// Forms that mean an address even without a street.
  static bool strong(const postcode_match& found) { return !found.state.empty() || found.country == "GB"; }

  void take_city(std::vector<std::string_view>& parts, place& out) {
    std::string_view part = without_label(parts.back());
    parts.pop_back();
    if (const std::size_t end = is_street(part) ? end_of_street(part) : 0; end > 0 && end < part.size()) {
      out.city = std::string(trim(part.substr(end), " ,."));
      parts.push_back(part.substr(0, end));
    } else if (is_street(part) || is_street_detail(part)) {
      parts.push_back(part);
    } else if (!part.empty() && part.size() <= 40 && std::none_of(part.begin(), part.end(), is_digit)) {
      out.city = std::string(part);
      if (out.country == "GB" && !parts.empty() && is_county(part)) {
        out.state = out.city;
        out.city = std::string(without_label(parts.back()));
        parts.pop_back();
      }
    }
  }

  static bool is_county(std::string_view part) {
    return part.ends_with("shire") || is_one_of(part, {"Kent",           "Surrey",
                                                       "Essex",          "Sussex",
                                                       "West Sussex",    "East Sussex",
                                                       "Devon",          "Dorset",
                                                       "Norfolk",        "Suffolk",
                                                       "Cornwall",       "Somerset",
                                                       "Cumbria",        "Middlesex",
                                                       "Greater London", "West Midlands",
                                                       "Herts",          "Beds",
                                                       "Bucks",          "Berks",
                                                       "Oxon",           "Hants",
                                                       "Wilts",          "Lancs",
                                                       "Leics",          "Lincs",
                                                       "Notts",          "Staffs",
                                                       "Worcs",          "Northants",
                                                       "Cambs",          "Glos",
                                                       "Merseyside",     "Greater Manchester",
                                                       "Tyne and Wear",  "England",
                                                       "Scotland",       "Wales"});
  }

  static bool is_bare_number(std::string_view part) {
    return !part.empty() && part.size() <= 6 && is_digit(part.front()) &&
           std::count_if(part.begin(), part.end(), is_letter) <= 1;
  }

  /// The nearest part that is a street; a detail beside it is kept with it.
  static void take_street(const std::vector<std::string_view>& parts, place& out) {
    std::string detail;
    const std::size_t looked_at = std::min<std::size_t>(parts.size(), 4);
    for (std::size_t i = 1; i <= looked_at; ++i) {
      const std::string_view part = without_label(parts[parts.size() - i]);
      const std::string_view above =
          i < parts.size() ? without_label(parts[parts.size() - i - 1]) : std::string_view{};
      if (is_bare_number(above) && !is_street_detail(part) && part.size() >= 4) { // "12, rue de la Paix"
        out.street = std::string(above) + ", " + std::string(part);
        return;
      }
      if (is_bare_number(part) && is_street(above)) { // "Via Roma, 1"
        detail = std::string(part);
        continue;
      }
      if (is_street_detail(part) && i < parts.size() &&
          is_street(without_label(parts[parts.size() - i - 1]))) {
        detail = detail.empty() ? std::string(part) : std::string(part) + ", " + detail;
      } else if (is_street(part)) {
        out.street = std::string(part) + (detail.empty() ? "" : ", " + detail);
        return;
      }
    }
  }

  /// "20121 Milano (MI)", "28001 Madrid, España": what follows the town.
  static void take_province(std::string_view right, place& out) {
    const std::size_t blank = out.city.rfind(' ');
    if (out.country == "IT" && blank != std::string::npos && out.city.size() - blank == 3 &&
        is_upper(out.city.back())) {
      out.state = out.city.substr(blank + 1); // "Roma RM"
      out.city.resize(blank);
    }
    const std::string_view rest = trim(right);
    if (out.country == "IT" && rest.size() >= 4 && rest[0] == '(' && rest[3] == ')') {
      out.state = std::string(rest.substr(1, 2));
    }
    for (const std::string_view part : parts_of(rest.substr(0, 60))) {
      if (const std::string code = country_code(part); !code.empty() && part.size() > 2) {
        out.country = out.state.empty() || out.country.empty() ? code : out.country;
        return;
      }
    }
  }

  const context& page_;
  const std::vector<std::string>& regions_;
  std::vector<address_hit> hits_;
};

std::string key_of(const place& address) {
  std::string key;
  for (const char c : unicode_lower(address.postal_code + '|' + address.street)) {
    if (is_word(c) || is_high(c) || c == '|') {
      key += c;
    }
  }
  return key;
}

/// Whether both are one place: equal postcode, and the streets begin alike or one has none.
bool same_place(const place& a, const place& b) {
  const std::string x = key_of(a);
  const std::string y = key_of(b);
  const bool postcode = x.substr(0, x.find('|')) == y.substr(0, y.find('|'));
  const std::string s = x.substr(x.find('|') + 1, 8);
  const std::string t = y.substr(y.find('|') + 1, 8);
  return postcode && (s.empty() || t.empty() || s == t);
}

void fill(place& held, const place& more) {
  const auto take = [](std::string& to, const std::string& from) {
    if (to.empty()) {
      to = from;
    }
  };
  take(held.street, more.street);
  take(held.city, more.city);
  take(held.state, more.state);
  take(held.country, more.country);
}

} // namespace

std::vector<address_hit> find_addresses(const context& page, const std::vector<std::string>& regions) {
  return address_reader(page, regions).run();
}

std::vector<place> merge_addresses(const structured_facts& structured, const std::vector<address_hit>& hits) {
  std::vector<place> out;
  const auto add = [&out](const place& address) {
    const auto same =
        std::find_if(out.begin(), out.end(), [&](const place& held) { return same_place(held, address); });
    if (same == out.end()) {
      out.push_back(address);
    } else {
      fill(*same, address);
    }
  };
  for (const described_organization& organization : structured.organizations) {
    for (const place& address : organization.addresses) {
      if (organization.own && (!address.street.empty() || !address.postal_code.empty())) {
        add(address);
      }
    }
  }
  for (const address_hit& hit : hits) {
    add(hit.where);
  }
  return out;
}

} // namespace leadstream::extraction
