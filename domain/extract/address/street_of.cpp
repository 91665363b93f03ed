#include "domain/clean/legal_form.hpp"
#include "domain/extract/address/street.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <optional>

namespace leadstream::extraction {
namespace {

constexpr std::size_t looked_at = 6;
constexpr int most_strangers = 2;

/// Where a part between street and town belongs to the street: a village, a house by name.
bool keeps_villages(std::string_view country) {
  return is_one_of(country, {"GB", "IE", "SG", "HK"});
}

/// "Loc. Crespellano", "Bairro São Ciro", "St. Bueno": a district that stands between a street and its town.
bool is_district(std::string_view part, std::string_view country) {
  const std::string first = unicode_lower(part.substr(0, part.find(' ')));
  const bool named = std::none_of(part.begin(), part.end(), is_digit) && first.size() < part.size();
  return named && (is_one_of(first, {"loc.", "loc", "località", "fraz.", "frazione", "bairro", "barrio",
                                     "urb.", "setor"}) ||
                   (country == "BR" && is_one_of(first, {"st.", "jd.", "jardim", "vl.", "vila", "pq."})));
}

/// "Q7": a block of a town without names of streets; its number follows.
bool is_block(std::string_view part) {
  return part.size() >= 2 && part.size() <= 4 && part.front() >= 'A' && part.front() <= 'U' &&
         part.find_first_not_of("0123456789 ", 1) == std::string_view::npos && is_digit(part.back());
}

/// Where an address may have no street: blocks, floors and wards lead to the door.
bool goes_by_blocks(std::string_view country) {
  return is_one_of(country, {"JP", "KR", "TW", "SG", "HK"});
}

/// Bullets, arrows and ornaments that designers set between the parts of a line.
bool is_ornament(char32_t c) {
  return c == 0xB7 || c == 0xBB || c == 0xAB || c == 0xA6 || c == 0x2022 || c == 0x203A || c == 0x22C5 ||
         (c >= 0x2190 && c <= 0x2BFF);
}

/// Goes from the town upwards, nearest part first.
class street_reader {
public:
  street_reader(const std::vector<std::string_view>& parts, std::string_view country,
                std::string_view own_names)
      : parts_(parts), country_(country), villages_(keeps_villages(country)),
        blocks_(goes_by_blocks(country)), own_names_(own_names) {}

  std::string run() {
    for (std::size_t i = parts_.size(); i-- > 0 && parts_.size() - i <= looked_at;) {
      const std::string_view part = without_address_label(parts_[i]);
      if (take(part, kind_of(part), i)) {
        return joined();
      }
      if (strangers_ > most_strangers) {
        break;
      }
    }
    return !box_.empty() ? post_box_alone() : blocks_ && numbered() ? joined() : std::string{};
  }

private:
  /// Whether the street is complete with this part.
  bool take(std::string_view part, address_part kind, std::size_t i) {
    if (is_district(part, country_) && street_above(i)) {
      return false;
    }
    switch (kind) {
    case address_part::street:
      return street(part, i);
    case address_part::bare_street:
      return bare_street(part, i);
    case address_part::number:
      number_ = held_.size() + 1;
      held_.push_back(part);
      return estate_;
    case address_part::detail:
      held_.push_back(part);
      return false;
    case address_part::post_box:
      return post_box(part, i);
    case address_part::building:
      held_.push_back(part);
      return building(i);
    default:
      return stranger(part, kind);
    }
  }

  /// Whether one of the next parts is a street or its number.
  bool street_above(std::size_t i) const {
    for (std::size_t up = 1; up <= 2 && up <= i; ++up) {
      const address_part kind = kind_of(without_address_label(parts_[i - up]));
      if (kind == address_part::street || kind == address_part::bare_street || kind == address_part::number) {
        return true;
      }
    }
    return false;
  }

  /// Where German and Dutch are written a box stands for a street; elsewhere it adds to one.
  bool post_box(std::string_view part, std::size_t i) {
    if (box_.empty()) {
      box_ = part;
      box_at_ = i;
    }
    if (!contains_any(part, {"postfach", "postbus", "case postale", "casella", "skrytka"})) {
      held_.push_back(part);
    }
    return false;
  }

  bool numbered() const {
    return std::any_of(held_.begin(), held_.end(),
                       [](std::string_view part) { return std::any_of(part.begin(), part.end(), is_digit); });
  }

  std::string post_box_alone() {
    held_.assign(1, box_);
    above(box_at_);
    return joined();
  }

  /// A house by number and name is found by the campus or estate below it.
  bool street(std::string_view part, std::size_t i) {
    const std::string_view below = i + 1 < parts_.size() ? without_address_label(parts_[i + 1]) : "";
    if (held_.empty() && is_building(part) && !is_plain_street(part) &&
        kind_of(below) == address_part::words) {
      held_.push_back(below);
    }
    held_.push_back(behind_name(part));
    above(i);
    return true;
  }

  /// "Hawkes Flowers 10 State Rd" -> "10 State Rd", "Nowak Sp. z o.o. ul. Nowa 5" -> "ul. Nowa 5".
  static std::string_view behind_name(std::string_view part) {
    for (std::size_t seam = part.rfind(' '); seam != std::string_view::npos && seam > 0;
         seam = part.rfind(' ', seam - 1)) {
      const legal_split before = split_legal_form(part.substr(0, seam));
      const std::string_view rest = part.substr(seam + 1);
      if (!before.behind.empty() && before.core.size() > 1 && is_street(rest) && has_street_word(rest)) {
        return rest;
      }
    }
    const std::size_t digit = part.find_first_of("0123456789");
    const bool inside = digit != std::string_view::npos && digit > 0 && part[digit - 1] == ' ';
    return inside && is_plain_street(part.substr(digit)) ? part.substr(digit) : part;
  }

  /// Its number stands before it, or has been seen behind it.
  bool bare_street(std::string_view part, std::size_t i) {
    held_.push_back(behind_name(part));
    const std::string_view before = i > 0 ? without_address_label(parts_[i - 1]) : std::string_view{};
    const address_part kind = kind_of(before);
    const bool numbered = number_ != 0 && number_ + 1 >= held_.size();
    if (!numbered && (kind == address_part::number || kind == address_part::street)) {
      held_.push_back(before); // "12, rue de la Paix"; "2655 Main Street, Foster Square"
      --i;
    }
    above(i);
    return true;
  }

  /// "Unit 4, Midland Way Business Park": an estate with a number is the street when no other stands above.
  bool building(std::size_t i) {
    const std::string_view before = i > 0 ? without_address_label(parts_[i - 1]) : std::string_view{};
    const address_part kind = kind_of(before);
    if (kind == address_part::street || kind == address_part::bare_street || kind == address_part::number) {
      estate_ = kind == address_part::number; // "No 2, International Business Park"
      return false;
    }
    const bool named = contains_ignoring_case(own_names_, lower(held_.back()));
    if (kind == address_part::detail && !named) {
      held_.push_back(before);
      return true;
    }
    return numbered() && !named; // "Polígono Industrial Fuente del Jarro, Nave 14"
  }

  /// Whether nothing but a comma parts two pieces of one line.
  static bool stands_before(std::string_view part, std::string_view next) {
    const char* const end = part.data() + part.size();
    return end < next.data() && next.data() - end <= 3 && *end == ',';
  }

  /// A place without a word for street is one when its number follows: "Località Pian dei Mori, 8". In
  /// Britain a village may stand between street and post town; elsewhere districts are left out.
  bool stranger(std::string_view part, address_part kind) {
    if ((kind == address_part::words || (country_ == "DE" && is_block(part))) && number_ != 0 &&
        number_ == held_.size() && stands_before(part, held_.back())) {
      held_.push_back(part);
      return true;
    }
    ++strangers_;
    if (kind == address_part::words && villages_) {
      held_.push_back(part);
    }
    return false;
  }

  /// Floors and buildings that stand above or before the street; also "514 Goodell Building" with the name of
  /// the house between.
  void above(std::size_t i) {
    for (std::size_t more = 0; i-- > 0 && more < 2; ++more) {
      const std::string_view part = without_address_label(parts_[i]);
      if (!is_addition(part)) {
        const std::string_view further = i > 0 ? without_address_label(parts_[i - 1]) : std::string_view{};
        if (more == 0 && kind_of(part) == address_part::words && !further.empty() &&
            is_digit(further.front()) && is_building(further)) {
          held_.insert(held_.end(), {part, further});
        }
        return;
      }
      held_.push_back(part);
    }
  }

  bool is_addition(std::string_view part) const {
    return kind_of(part) == address_part::detail || is_route(part) ||
           (is_building(part) && !is_plain_street(part) && !contains_ignoring_case(own_names_, lower(part)));
  }

  std::string joined() const {
    std::string out;
    for (std::size_t i = held_.size(); i-- > 0;) {
      out += (out.empty() ? "" : ", ") + std::string(held_[i]);
    }
    return out;
  }

  const std::vector<std::string_view>& parts_;
  std::string_view country_;
  bool villages_;
  bool blocks_;
  std::string_view own_names_;
  std::vector<std::string_view> held_; ///< nearest to the town first
  std::size_t number_ = 0;             ///< which of them is a bare number, counted from one
  std::string_view box_;
  std::size_t box_at_ = 0;
  bool estate_ = false;
  int strangers_ = 0;
};

} // namespace

namespace {

/// The word that leads from a sentence to its street at the start of a text: its size with the blank behind,
/// none for German ones that are a part of the street's name ("am Markt 5").
std::optional<std::size_t> preposition_at(std::string_view text) {
  for (const std::string_view word : {"am ", "an der ", "an dem ", "auf der ", "im ", "zum ", "zur "}) {
    if (text.starts_with(word)) {
      return 0;
    }
  }
  for (const std::string_view word :
       {"situé au ",   "située au ",  "situé à ", "située à ", "situé ",  "située ",  "sis ",    "sise ",
        "ubicado en ", "ubicada en ", "sito in ", "sita in ",  "aan de ", "aan het ", "in der ", "en la ",
        "at ",         "in ",         "au ",      "aux ",      "à ",      "en ",      "na ",     "no ",
        "em ",         "przy ",       "aan ",     "op ",       "presso ", "unter ",   "bei "}) {
    if (text.starts_with(word)) {
      return word.size();
    }
  }
  return std::nullopt;
}

/// Whether a word is a number as houses have; those of registers are longer: "con NIF B03987654 y domicilio".
bool holds_house_number(std::string_view text) {
  const auto words = split(text, " ");
  return std::any_of(words.begin(), words.end(), [](std::string_view word) {
    const auto digits = std::count_if(word.begin(), word.end(), is_digit);
    return digits > 0 && digits < 7;
  });
}

/// "Retrouvez-nous au 5 rue Victor Hugo" -> "5 rue Victor Hugo": a sentence goes before a street when no word
/// or number of a street does.
std::string_view behind_introduction(std::string_view part) {
  for (std::size_t blank = part.find(' '); blank != std::string_view::npos;
       blank = part.find(' ', blank + 1)) {
    const std::string_view before = part.substr(0, blank);
    if (has_street_word(before) || holds_house_number(before)) {
      return part;
    }
    const std::string_view behind = part.substr(blank + 1);
    const auto preposition = preposition_at(behind);
    if (!preposition) {
      continue;
    }
    const std::string_view street = behind.substr(*preposition);
    const address_part kind = kind_of(street);
    const bool begins_digit = !street.empty() && is_digit(street.front());
    if ((kind == address_part::street && (begins_digit || has_street_word(street))) ||
        kind == address_part::bare_street || (kind == address_part::number && begins_digit)) {
      return street;
    }
  }
  return part;
}

/// "Besuchen Sie uns. Weg 12" -> "Weg 12": a sentence ends with a word that is no abbreviation of a street's.
std::string_view behind_sentence(std::string_view part) {
  const std::size_t end = part.rfind(". ");
  if (end == std::string_view::npos) {
    return part;
  }
  const std::string_view sentence = part.substr(0, end);
  const std::string_view word = sentence.substr(sentence.rfind(' ') + 1);
  const bool is_small = !word.empty() && is_lower(word.front());
  const bool is_word =
      word.size() >= (is_small ? 3 : 5) && sentence.size() > word.size() &&
      std::all_of(word.begin(), word.end(), [](char c) { return is_letter(c) || is_high(c); });
  const bool tells_street =
      has_street_word(sentence) || sentence.find_first_of("0123456789") != std::string_view::npos;
  const std::string_view street = trim(part.substr(end + 1));
  return is_word && !tells_street && is_street(street) ? street : part;
}

} // namespace

std::vector<std::string_view> address_parts(std::string_view line) {
  std::vector<std::string_view> out;
  std::size_t start = 0;
  const auto close = [&](std::size_t end, std::size_t next) {
    auto part = trim(line.substr(start, end - start));
    if (part.ends_with('.') && part.size() > 1 && is_digit(part[part.size() - 2])) {
      part.remove_suffix(1); // "Váci utca 12."
    }
    if (!part.empty()) {
      out.push_back(part);
    }
    start = next;
  };
  for (std::size_t i = 0; i < line.size();) {
    const std::size_t at = i;
    const char32_t c = next_code_point(line, i);
    const bool dash = (c == '-' || c == 0x2013 || c == 0x2014 || c == '/') && at > 0 && line[at - 1] == ' ' &&
                      line.substr(i).starts_with(' ');
    if (c == ',' || c == ';' || c == '|' || c == '\t' || dash || is_ornament(c)) {
      close(at, i);
    }
  }
  close(line.size(), line.size());
  return out;
}

std::string_view without_address_label(std::string_view part) {
  static const RE2 number("(?i)\\b(?:n[or°º]|kat|daire)$"); // "Bağdat Caddesi No: 12"
  for (const std::string_view seam : {": ", " located at ", " address is "}) {
    const std::size_t at = part.rfind(seam);
    if (at != std::string_view::npos && !RE2::PartialMatch(re2::StringPiece(part.data(), at), number)) {
      part = part.substr(at + seam.size());
    }
  }
  part = trim(part, " ,");
  for (const std::string_view preposition : {" à", " in", " w", " te", " en"}) {
    part.remove_suffix(part.ends_with(preposition) ? preposition.size() : 0); // "12, bte 3 à 1000 Bruxelles"
  }
  return behind_introduction(behind_sentence(part));
}

std::string street_of(const std::vector<std::string_view>& parts, std::string_view country,
                      std::string_view own_names) {
  return street_reader(parts, country, own_names).run();
}

} // namespace leadstream::extraction
