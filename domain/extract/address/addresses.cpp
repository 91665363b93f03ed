#include "domain/extract/address/addresses.hpp"

#include "domain/extract/address/countries.hpp"
#include "domain/extract/address/postcode.hpp"
#include "domain/extract/address/street.hpp"
#include "domain/extract/address/town.hpp"
#include "domain/extract/bounds.hpp"
#include "domain/text/strings.hpp"

#include <algorithm>

namespace leadstream::extraction {
namespace {

constexpr std::size_t lines_above = 5;
constexpr std::size_t longest_line = 400;
constexpr std::size_t longest_above = 120;
constexpr std::size_t most_parts = 8;
constexpr int most_without_street = 2;
constexpr std::size_t most_map_links = 20;
constexpr std::size_t most_hits = 2 * most_found_of_a_kind; ///< an address may stand twice

std::string_view behind_digits(std::string_view text) {
  const std::size_t digit = text.find_last_of("0123456789");
  return digit == std::string_view::npos ? text : text.substr(digit + 1);
}

/// "Zürich 8001" before another postcode: words and a number of that very form are a town with its code.
bool is_town_with_code(std::string_view street, std::string_view postal_code) {
  const std::size_t seam = street.rfind(' ');
  const std::string_view last = street.substr(seam + 1);
  return seam != std::string_view::npos && last.size() >= 4 && last.size() == postal_code.size() &&
         std::all_of(last.begin(), last.end(), is_digit) &&
         std::all_of(postal_code.begin(), postal_code.end(), is_digit) &&
         std::none_of(street.begin(), street.begin() + static_cast<std::ptrdiff_t>(seam), is_digit) &&
         kind_of(trim(street.substr(street.rfind(',') + 1))) != address_part::post_box &&
         !has_street_word(street);
}

class address_reader {
public:
  address_reader(const context& page, const page_head& head, const std::vector<std::string>& regions)
      : page_(page), regions_(regions), own_names_(head.title + '\n' + head.site_name) {}

  std::vector<address_hit> run() {
    const auto& lines = page_.text.segments();
    for (std::size_t i = 0; i < lines.size() && hits_.size() < most_hits && !time_is_over(page_.budget);
         ++i) {
      const std::string_view line = page_.text.view(lines[i]);
      if (std::count_if(line.begin(), line.end(), is_digit) >= 2) {
        read_line(i, line);
      }
    }
    if (page_.text.text().find("〒") != std::string::npos) {
      const auto japanese = japanese_addresses(page_);
      hits_.insert(hits_.end(), japanese.begin(), japanese.end());
    }
    map_links();
    if (hits_.empty()) {
      hits_ = addresses_without_postcode(page_);
    }
    return std::move(hits_);
  }

private:
  void read_line(std::size_t index, std::string_view line) {
    const auto found = find_postcodes(line, regions_);
    if (line.size() <= 24 && (found.empty() || found.front().behind_town)) {
      town_below(index, line);
    }
    std::size_t from = 0;
    for (const postcode_match& match : found) {
      if (match.begin >= from) {
        const std::size_t start = match.begin - from > longest_line ? match.begin - longest_line : from;
        address(index, line.substr(start, match.begin - start), match, line.substr(match.end));
        from = match.end;
      }
    }
  }

  /// A postcode with its town in the next line or cell.
  void town_below(std::size_t index, std::string_view line) {
    const auto& lines = page_.text.segments();
    for (std::size_t down = 1; down <= 2 && index + down < lines.size(); ++down) {
      const std::string_view below = page_.text.view(lines[index + down]);
      if (is_town_label(below)) {
        continue;
      }
      if (kind_of(below) == address_part::words) {
        const std::string joined = std::string(without_address_label(line)) + ' ' + std::string(below);
        const auto found = find_postcodes(joined, regions_);
        if (found.size() == 1 && found.front().begin == 0) {
          address(index, {}, found.front(), {});
        }
      }
      return;
    }
  }

  /// Collects the parts before the postcode, of its line and of the lines above, nearest last.
  std::vector<std::string_view> before(std::size_t index, std::string_view left) const {
    std::vector<std::string_view> parts = address_parts(left);
    const auto& lines = page_.text.segments();
    const std::size_t used = hits_.empty() ? 0 : hits_.back().segment + 1; // belongs to the address above
    for (std::size_t up = 1; up <= lines_above && up + used <= index && parts.size() < most_parts; ++up) {
      const std::string_view above = page_.text.view(lines[index - up]);
      if (above.size() > longest_above) {
        break;
      }
      const auto more = address_parts(above);
      parts.insert(parts.begin(), more.begin(), more.end());
    }
    return parts;
  }

  void address(std::size_t index, std::string_view left, const postcode_match& found,
               std::string_view right) {
    place out;
    bool by_region = false;
    out.postal_code = found.postal_code;
    out.city = found.city;
    out.state = found.state;
    out.country = found.country;
    name_country(index, right, out);
    if (out.country.empty() && found.behind_town && !regions_.empty() &&
        out.postal_code.size() == digits_of_code(regions_.front())) {
      out.country = regions_.front();
      by_region = true;
    }
    if (out.country.empty() || counts(left)) {
      return;
    }
    if (found.behind_town && !writes_town_first(out.country)) {
      return;
    }
    std::vector<std::string_view> parts = before(index, left);
    if (out.city.empty()) {
      take_town(parts, out);
    } else if (runs_on(left)) {
      parts.clear(); // a sentence with a number in it
    }
    if (is_year(out.postal_code) && !found.prefixed && (parts.empty() || !ends_street(parts.back()))) {
      return;
    }
    out.street = street_of(parts, out.country, own_names_);
    if (is_town_with_code(out.street, out.postal_code)) {
      return;
    }
    if (out.street.empty() && !found.city.empty()) {
      out.street = street_behind(index, right);
    }
    if (by_region && out.street.empty()) {
      return;
    }
    take_province(right, out);
    const bool bare = trim(left).empty() && trim(right).empty();
    if (keep(found, bare, out)) {
      out.method = "text";
      out.confidence = out.street.empty() ? 0.6 : 0.85;
      hits_.push_back({std::move(out), index});
    }
  }

  /// Without a street only what is surely an address, and little of it: lists of places served are none.
  bool keep(const postcode_match& found, bool bare, const place& out) {
    if (!out.street.empty()) {
      return true;
    }
    if (out.city.empty() || out.postal_code.empty()) {
      return false;
    }
    const bool sure = !found.state.empty() || found.country == "GB" || found.prefixed;
    return (sure || (bare && !regions_.empty() && regions_.front() == out.country)) &&
           ++without_street_ <= most_without_street;
  }

  /// How many digits the codes have of a country that writes them behind its towns; 0: it is none.
  static std::size_t digits_of_code(std::string_view country) {
    return is_one_of(country, {"NZ", "ZA", "PH"})                     ? 4
           : is_one_of(country, {"PE", "MY", "TH", "ID", "KE"})       ? 5
           : is_one_of(country, {"CO", "SG", "CN", "IN", "NG", "VN"}) ? 6
           : is_one_of(country, {"CL", "IL"})                         ? 7
                                                                      : 0;
  }

  static bool is_year(std::string_view code) {
    return code.size() == 4 && (code.starts_with("19") || code.starts_with("20")) && code < "2040";
  }

  /// Whether a number behind this part is surely a postcode.
  static bool ends_street(std::string_view part) {
    const address_part kind = kind_of(without_address_label(part));
    return kind == address_part::street || kind == address_part::number || kind == address_part::detail ||
           kind == address_part::post_box;
  }

  static bool writes_town_first(std::string_view country) {
    return is_one_of(country, {"CN", "JP", "KR", "TW", "SG", "IN", "TH", "MY", "ID", "PH", "VN", "AE",
                               "SA", "ZA", "IL", "PK", "BD", "NG", "KE", "NZ", "CO", "CL", "PE"});
  }

  /// Whether the digits go on with a row of digits, as in a number to call, or with the sign of a copyright.
  static bool counts(std::string_view left) {
    const std::string_view text = trim(left);
    if (text.ends_with("\xC2\xA9")) {
      return true;
    }
    const std::size_t group = text.find_last_not_of("0123456789");
    return group != std::string_view::npos && group > 0 && group + 1 < text.size() && text[group] == ' ' &&
           is_digit(text[group - 1]);
  }

  /// Whether words that are no street run into the postcode.
  static bool runs_on(std::string_view left) {
    const std::string_view text = trim(left);
    const std::string_view last = text.substr(text.find_last_of(" \t,") + 1);
    return !text.empty() && (is_letter(text.back()) || is_high(text.back())) &&
           std::none_of(last.begin(), last.end(), is_digit) && !has_street_word(text) &&
           !is_street_detail(last) && behind_digits(text).size() > 8;
  }

  /// The street behind the town, where countries or designers write it there.
  std::string street_behind(std::size_t index, std::string_view right) const {
    const auto parts = address_parts(right.substr(0, longest_above));
    const auto& lines = page_.text.segments();
    std::vector<std::string_view> next;
    if (!parts.empty()) {
      next.assign(parts.begin(),
                  parts.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(2, parts.size())));
    } else if (index + 1 < lines.size() && lines[index + 1].end - lines[index + 1].begin < 60) {
      next = address_parts(page_.text.view(lines[index + 1]));
    }
    if (next.empty() || (kind_of(next.front()) != address_part::street &&
                         (next.size() < 2 || kind_of(next[1]) != address_part::number))) {
      return {};
    }
    return street_of({next.front()}, {}, {});
  }

  /// The country behind the town or in one of the next two lines, else what the form says.
  void name_country(std::size_t index, std::string_view right, place& out) const {
    const auto note = [&out](std::string_view part) {
      const std::string code = part.size() > 2 ? country_code(part) : std::string{};
      if (!code.empty() && (out.state.empty() || out.country.empty())) {
        out.country = code;
      }
      return !code.empty();
    };
    for (const std::string_view part : address_parts(trim(right).substr(0, 60))) {
      if (note(trim(part, " ().-"))) {
        return;
      }
    }
    const auto& lines = page_.text.segments();
    for (std::size_t i = index + 1; i < std::min(index + 3, lines.size()); ++i) {
      const std::string_view line = page_.text.view(lines[i]).substr(0, 40);
      if (note(line) || note(line.substr(0, line.find(',')))) {
        return;
      }
    }
  }

  /// Addresses that links to maps ask for.
  void map_links() {
    std::size_t seen = 0;
    for (std::uint32_t i = 0; i < page_.page.nodes.size() && seen < most_map_links; ++i) {
      if (page_.page.nodes[i].name != "a" && page_.page.nodes[i].name != "iframe") {
        continue;
      }
      const std::string asked =
          map_query(page_.page.get(i, page_.page.nodes[i].name == "a" ? "href" : "src"));
      if (asked.empty()) {
        continue;
      }
      ++seen;
      place found = address_of_text(asked, regions_, own_names_);
      if (!found.street.empty() && !found.city.empty() && !found.country.empty()) {
        found.confidence = 0.8;
        found.method = "map_link";
        hits_.push_back({std::move(found), page_.text.segment_at(page_.text.range_of(page_.page, i).first)});
      }
    }
  }

  const context& page_;
  const std::vector<std::string>& regions_;
  std::string own_names_;
  std::vector<address_hit> hits_;
  int without_street_ = 0;
};

} // namespace

place address_of_text(std::string_view text, const std::vector<std::string>& regions,
                      std::string_view own_names) {
  place out;
  const auto codes = find_postcodes(text, regions);
  if (codes.empty()) {
    return out;
  }
  const postcode_match& found = codes.front();
  out.postal_code = found.postal_code;
  out.city = found.city;
  out.state = found.state;
  out.country = found.country;
  std::vector<std::string_view> parts = address_parts(text.substr(0, found.begin));
  if (out.city.empty()) {
    take_town(parts, out);
  }
  out.street = street_of(parts, out.country, own_names);
  return out;
}

std::vector<address_hit> find_addresses(const context& page, const page_head& head,
                                        const std::vector<std::string>& regions) {
  return address_reader(page, head, regions).run();
}

} // namespace leadstream::extraction
