#include "domain/extract/address/postcode.hpp"

#include "domain/extract/address/countries.hpp"
#include "domain/extract/address/postcode_forms.hpp"
#include "domain/extract/address/street.hpp"
#include "domain/extract/address/town.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"
#include "domain/text/word_set.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <utility>

namespace leadstream::extraction {
namespace {

template <class Match>
void each_match(const RE2& pattern, std::string_view line, int groups, Match match) {
  std::array<re2::StringPiece, 6> parts;
  const re2::StringPiece whole(line.data(), line.size());
  std::size_t from = 0;
  while (from < line.size() &&
         pattern.Match(whole, from, line.size(), RE2::UNANCHORED, parts.data(), groups)) {
    match(parts);
    from =
        static_cast<std::size_t>(parts[1].data() - line.data()) + std::max<std::size_t>(parts[1].size(), 1);
  }
}

std::string text_of(const re2::StringPiece& part) {
  return {part.data(), part.size()};
}

postcode_match at(std::string_view line, const re2::StringPiece& part) {
  postcode_match out;
  out.begin = static_cast<std::size_t>(part.data() - line.data());
  out.end = out.begin + part.size();
  return out;
}

constexpr std::size_t longest_town = 49; ///< characters with what follows it

std::string_view first_characters(std::string_view text, std::size_t most) {
  std::size_t at = 0;
  for (std::size_t count = 0; at < text.size(); ++at) {
    count += (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U ? 0 : 1;
    if (count > most) {
      break;
    }
  }
  return text.substr(0, at);
}

/// Cuts words in capitals behind those of a name: "Warszawa NIP", "Stuttgart HRB".
std::string_view before_capitals(std::string_view text) {
  const auto words = split(text, " ");
  const bool shouts = words.empty() || std::none_of(words[0].begin(), words[0].end(), is_lower);
  for (const std::string_view word : words) {
    if (!shouts && word.size() >= 3 && std::all_of(word.begin(), word.end(), is_upper)) {
      return text.substr(0, static_cast<std::size_t>(word.data() - text.data()));
    }
  }
  return text;
}

/// Cuts a further sentence: "Chur. Tel"; "St. Gallen" and "Wr. Neustadt" go on behind their stops.
std::string_view before_sentence(std::string_view text) {
  for (std::size_t stop = text.find(". "); stop != std::string_view::npos; stop = text.find(". ", stop + 1)) {
    const std::size_t blank = text.substr(0, stop).rfind(' ');
    const std::size_t letters = stop - (blank == std::string_view::npos ? 0 : blank + 1);
    if (letters < 2 || letters > 3) {
      return text.substr(0, stop);
    }
  }
  return text;
}

/// Cuts what follows the name of a town: "Paris Cedex 08", "München Tel", "Milano - Italia", "Zürich
/// Schweiz".
std::string town(std::string_view text, std::string& country) {
  for (const std::string_view seam :
       {" - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", "  ", " Tel", " tel", " Fon", " Phone", " Fax", " E-Mail",
        " Email", " Mail", " CEDEX", " Cedex", " cedex", " Mobil", "@", " www", "\xE2\x80\xA8"}) {
    text = text.substr(0, text.find(seam));
  }
  text = trim(before_capitals(trim(before_sentence(text))), " .-*");
  if (const std::size_t blank = text.rfind(' '); blank != std::string_view::npos) {
    const std::string code = country_code(text.substr(blank + 1));
    const bool within = text.substr(0, blank).ends_with(" de"); // "Ciudad de México"
    if (text.size() - blank > 3 && !code.empty() && !within) {
      country = code;
      text = trim(text.substr(0, blank));
    }
  }
  return std::string(text);
}

/// "2024, Fr. 1'200.00", "1200 Euro netto": a sum begins with these where a town would.
bool is_currency(std::string_view town) {
  static const word_set words(
      "fr frs sfr chf franken francs franchi eur euro euros usd dollar dollars gbp pound "
      "pounds pln zł złoty złotych czk kč huf ft ron sek nok dkk kr kronor kroner try tl "
      "lira rub руб грн лв brl mxn jpy yen cny rmb inr rs");
  return words.contains(unicode_lower(town.substr(0, town.find_first_of(" ."))));
}

/// "1010, New Zealand": no town; "1234 Luxembourg" is one.
bool is_country_alone(std::string_view town) {
  const std::string code = town.size() > 2 ? country_code(town) : std::string{};
  return !code.empty() && !is_one_of(code, {"LU", "MC", "SM", "SG", "PA", "AD"});
}

/// Which countries write postcodes of this form.
bool fits(std::string_view form, std::string_view region) {
  if (is_letter(form.back())) {
    return region == (is_letter(form.front()) ? "AR" : "NL");
  }
  if (form.find('-') != std::string_view::npos) {
    return region == (form.find('-') == 2 ? "PL" : "PT");
  }
  if (form.find(' ') != std::string_view::npos) {
    return is_one_of(region, {"SE", "CZ", "SK", "GR"});
  }
  if (form.size() == 4) {
    return is_one_of(region, {"AT", "CH", "LI", "BE", "LU", "DK", "NO", "HU", "SI", "BG", "NL", "PT", "AR"});
  }
  if (form.size() == 6) {
    return is_one_of(region, {"RO", "RU", "CN", "IN", "SG"});
  }
  return is_one_of(region, {"DE", "FR", "IT", "ES", "FI", "EE", "HR", "RS", "TR", "UA", "MC",
                            "SM", "LT", "CZ", "SE", "PL", "MX", "GR", "SK", "MA", "AD", "PE"});
}

std::string country_of_form(std::string_view form, const std::vector<std::string>& regions) {
  const auto found =
      std::find_if(regions.begin(), regions.end(), [form](const std::string& r) { return fits(form, r); });
  if (found != regions.end()) {
    return *found;
  }
  if (is_letter(form.back())) {
    return is_letter(form.front()) ? "AR" : "NL";
  }
  return form.find('-') == std::string_view::npos ? "" : form.find('-') == 2 ? "PL" : "PT";
}

std::string country_of_prefix(std::string_view prefix) {
  const std::string code = prefix.empty() ? std::string{} : country_code(prefix);
  return is_one_of(prefix, {"D", "A", "F", "I", "E", "B", "L", "P"}) || prefix.size() == 2 ? code
                                                                                           : std::string{};
}

/// "Av. Apoquindo 4501, Las Condes": behind the name of a street and before a comma stands its number.
bool is_house_number(std::string_view line, std::size_t begin, std::size_t end) {
  const std::string_view before = line.substr(0, begin);
  const std::string_view named = before.substr(before.find_last_of(",;|") + 1);
  return line.substr(end).starts_with(',') && begin > 0 && is_blank(line[begin - 1]) &&
         has_street_word(named) && std::none_of(named.begin(), named.end(), is_digit);
}

/// "of. 1203, Las Condes": the number of a door, whatever stands behind it.
bool is_behind_door_word(std::string_view before) {
  const std::string_view text = trim(before, " .:º°");
  const std::string word = unicode_lower(text.substr(text.find_last_of(" ,;") + 1));
  return is_one_of(word, {"of", "oficina", "ofic", "depto", "dpto", "piso", "local", "suite", "ste", "sala",
                          "apto", "unit", "room", "bureau", "lok", "km", "conj", "loja", "top"});
}

void european(std::string_view line, const std::vector<std::string>& regions,
              std::vector<postcode_match>& out) {
  const bool brazilian = !regions.empty() && regions.front() == "BR";
  each_match(postcode_forms::europe(), line, 5, [&](const auto& parts) {
    postcode_match found = at(line, parts[1]);
    found.postal_code = text_of(parts[3]);
    const auto code = static_cast<std::size_t>(parts[3].data() - line.data());
    const bool has_dash = found.postal_code.find('-') != std::string::npos;
    if (is_house_number(line, code, code + parts[3].size()) ||
        (parts[2].empty() && is_behind_door_word(line.substr(0, code)))) {
      return;
    }
    const bool house_letter =
        found.begin >= 2 && line[found.begin - 1] == '/' && is_digit(line[found.begin - 2]);
    if (house_letter && found.begin != code) {
      found.begin = code; // "Via Garibaldi, 15/B - 20121 Milano"
    } else {
      found.country = country_of_prefix(text_of(parts[2]));
    }
    found.prefixed = !found.country.empty();
    if (!found.prefixed && brazilian) {
      return; // its own form was not found: four or five digits are a house number
    }
    if (found.prefixed && found.postal_code.size() == 6 && !has_dash &&
        !is_one_of(found.country, {"RO", "RU", "CN", "IN", "SG", "BY", "KZ", "MN"})) {
      return; // "REA FI-498712", "REA PR-231456"
    }
    const std::string_view named(parts[4].data(), parts[4].size());
    if (line[code + found.postal_code.size()] == '-' &&
        (found.postal_code.size() != 5 || named.size() < 3 || is_upper(named[1]))) {
      return; // "20045-AX" counts things; "50001-Zaragoza" is a town
    }
    if (!found.prefixed) {
      found.country = country_of_form(found.postal_code, regions);
    }
    found.city = town(first_characters(named, longest_town), found.country);
    found.end -= named.size() - std::min(named.size(), found.city.size());
    if (found.country == "IN" && is_state_of("IN", found.city)) {
      found.state = std::exchange(found.city, {});
      out.push_back(std::move(found));
    } else if (found.city.size() >= 2 && !is_currency(found.city) && !is_country_alone(found.city)) {
      out.push_back(std::move(found));
    }
  });
}

/// "90570-080 Porto Alegre - RS": the town and the state behind the code.
void brazilian_town(std::string_view line, postcode_match& out) {
  const re2::StringPiece behind(line.data() + out.end, line.size() - out.end);
  re2::StringPiece city;
  re2::StringPiece state;
  if (RE2::PartialMatch(behind, postcode_forms::brazil_town(), &city, &state)) {
    out.city = text_of(city);
    out.state = text_of(state);
    out.end = static_cast<std::size_t>(state.data() + state.size() - line.data());
  }
}

bool has_region(const std::vector<std::string>& regions, std::string_view region) {
  return std::find(regions.begin(), regions.end(), region) != regions.end();
}

/// Without the country that a line ends with: "Auckland 1010, New Zealand".
std::string_view without_country(std::string_view line) {
  const std::size_t comma = line.rfind(',');
  const bool named = comma != std::string_view::npos && line.size() - comma > 4 &&
                     !country_code(line.substr(comma + 1)).empty();
  return named ? line.substr(0, comma) : line;
}

bool ends_in_digit(std::string_view line) {
  const std::size_t last = line.find_last_not_of(' ');
  return last != std::string_view::npos && is_digit(line[last]);
}

/// "Shanghai 200233", "Singapore 609930": as most of Asia writes; "Monterrey, N.L. 64650". The country stands
/// with it, is told by its state, or is left open.
void town_first(std::string_view line, const std::vector<std::string>& regions,
                std::vector<postcode_match>& out) {
  each_match(postcode_forms::behind_town(), line, 3, [&](const auto& parts) {
    postcode_match found = at(line, parts[1]);
    const std::string_view before = trim(line.substr(0, found.begin), " ,");
    const std::string_view named = trim(before.substr(before.find_last_of(",;|") + 1));
    std::size_t first = 0;
    if (named.size() < 3 || named.size() > 32 || !is_unicode_upper(next_code_point(named, first)) ||
        std::any_of(named.begin(), named.end(), is_digit)) {
      return;
    }
    found.begin = static_cast<std::size_t>(named.data() - line.data());
    found.postal_code = text_of(parts[2]);
    found.country = country_code(named);
    found.behind_town = true;
    if (!regions.empty() && is_state_of(regions.front(), named)) {
      found.country = regions.front();
      found.state = std::string(named);
      found.behind_town = false;
    } else if (found.country.empty() || found.country == "SG") {
      found.city = std::string(named);
    }
    out.push_back(std::move(found));
  });
}

} // namespace

std::vector<postcode_match> find_postcodes(std::string_view line, const std::vector<std::string>& regions) {
  std::vector<postcode_match> out;
  const postcode_forms::line_shape shape = postcode_forms::shape_of(line);
  const auto with_state = [&](const char* country) {
    return [&out, line, country](const auto& parts) {
      postcode_match found = at(line, parts[1]);
      found.state = text_of(parts[2]);
      found.postal_code = text_of(parts[3]);
      found.country = country;
      out.push_back(std::move(found));
    };
  };
  const auto whole_code = [&](const char* country) {
    return [&out, line, country](const auto& parts) {
      postcode_match found = at(line, parts[1]);
      found.postal_code = text_of(parts[1]);
      found.country = country;
      out.push_back(std::move(found));
    };
  };
  if (shape.longest_run >= 5 && shape.digits_behind_word) {
    each_match(postcode_forms::us(), line, 4, with_state("US"));
  }
  if (shape.digit_between_letters) {
    each_match(postcode_forms::canada(), line, 4, with_state("CA"));
  }
  if (shape.letter_then_digit && has_region(regions, "IE")) {
    each_match(postcode_forms::ireland(), line, 2, whole_code("IE"));
  }
  if (shape.longest_run >= 5 && shape.digit_dash_digit) {
    each_match(postcode_forms::brazil(), line, 4, [&](const auto& parts) {
      if (!parts[2].empty() || has_region(regions, "BR")) {
        postcode_match found = at(line, parts[1]);
        found.postal_code = text_of(parts[3]);
        found.country = "BR";
        brazilian_town(line, found);
        out.push_back(std::move(found));
      }
    });
  }
  if (shape.longest_run >= 4 && shape.digits_behind_word) {
    each_match(postcode_forms::australia(), line, 4, with_state("AU"));
  }
  if (shape.letter_then_digit && shape.digit_then_letter) {
    each_match(postcode_forms::britain(), line, 2, whole_code("GB"));
  }
  if (out.empty() && !regions.empty() && regions.front() == "US") {
    if (shape.longest_run >= 5) {
      each_match(postcode_forms::us_without_state(), line, 3, [&](const auto& parts) {
        postcode_match found = at(line, parts[2]);
        found.postal_code = text_of(parts[2]);
        found.country = "US";
        out.push_back(std::move(found));
      });
    }
    if (postcode_forms::has_capital_behind_comma(line)) {
      each_match(postcode_forms::us_without_code(), line, 3, [&](const auto& parts) {
        postcode_match found = at(line, parts[1]);
        found.state = text_of(parts[2]);
        found.country = "US";
        out.push_back(std::move(found));
      });
    }
  }
  if (out.empty() && shape.longest_run >= 3 && (shape.town_behind_digits || shape.digit_then_letter)) {
    european(line, regions, out);
  }
  const std::string_view at_home = out.empty() && shape.longest_run >= 3 ? without_country(line) : line;
  if (out.empty() && shape.longest_run >= 3 && at_home.size() <= 90 && ends_in_digit(at_home)) {
    town_first(at_home, regions, out);
  }
  return out;
}

} // namespace leadstream::extraction
