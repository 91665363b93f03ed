#include "domain/directory/place_names.hpp"

#include "domain/clean/title_case.hpp"
#include "domain/text/plain_words.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"
#include "domain/text/word_set.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

namespace leadstream::directory {
namespace {

using extraction::trim;

/// Whether a word of a place's name is often written small.
bool is_small(std::string_view word) {
  static const extraction::word_set small(
      "a aan al alla am an and and at auf aux bei by ca da das de degli dei del dell della den der des di "
      "die "
      "do dos du e ed el en et hinter i il im in is ja la las le les lo los lès na ob och of on op os ou pod "
      "pri s sous sul sulla sur te ten ter the u und unter upon v van vom von vor y z za zu zum zur și в на "
      "над о под");
  return small.contains(extraction::unicode_lower(word));
}

/// "Valle D'Aosta" -> "Valle d'Aosta": the letters before an apostrophe, when there are few of them.
std::string with_small_elision(std::string word) {
  const std::size_t apostrophe = std::min(word.find('\''), word.find("\xE2\x80\x99"));
  if (apostrophe == 1 || (apostrophe > 1 && apostrophe < 5 && is_small(word.substr(0, apostrophe)))) {
    word[0] = to_lower(word[0]);
  }
  return word;
}

void add_once(std::vector<std::string>& all, std::string one) {
  if (std::find(all.begin(), all.end(), one) == all.end()) {
    all.push_back(std::move(one));
  }
}

/// As it was written; every word in title case; small words small, at last also the first.
std::vector<std::string> spellings_of(std::string_view name) {
  std::string titled;
  std::string inner;
  std::string first;
  for (std::size_t from = 0; from < name.size();) {
    const std::size_t end = std::min(name.find_first_of(" -", from), name.size());
    const std::string_view word = name.substr(from, end - from);
    const std::string capital = title_case(word, name_of::person);
    const std::string small = is_small(word) ? extraction::unicode_lower(word) : with_small_elision(capital);
    const std::string_view separator = name.substr(end, 1);
    titled.append(capital).append(separator);
    inner.append(from == 0 ? capital : small).append(separator);
    first.append(small).append(separator);
    from = end + separator.size();
  }
  std::vector<std::string> all{std::string(name)};
  add_once(all, std::move(titled));
  add_once(all, std::move(inner));
  add_once(all, std::move(first));
  return all;
}

/// Digits, "1000-001", "110 00", "AD500", "SW1A 1AA", "K1A 0B1".
constexpr const char* common_form =
    R"((\d{2,5}-\d{3,4}|\d{3} \d{2,3}|\d{3,6}|[A-Za-z]{2}\d{3,5}|)"
    R"([A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}|[A-Za-z]\d[A-Za-z] ?\d[A-Za-z]\d))";
/// "1012 AB"
constexpr const char* dutch_form = R"((\d{4} ?[A-Z]{2}))";

/// A postcode alone or with a name beside it; the letters of a country may be joined to it.
struct postcode_patterns {
  RE2 alone;
  RE2 before;
  RE2 behind;
  explicit postcode_patterns(const std::string& form) : postcode_patterns("(?:([A-Za-z]{1,3})-)?", form) {}

private:
  postcode_patterns(const std::string& country, const std::string& form)
      : alone(country + form), before(country + form + R"([ ,]+(\D.*))"),
        behind(R"((.*\D)[ ,]+)" + country + form) {}
};

/// What stands beside a postcode, once there is one of these.
std::optional<std::string> beside_postcode(std::string_view text, const postcode_patterns& forms,
                                           place_name& out) {
  const re2::StringPiece whole(text.data(), text.size());
  std::string& prefix = out.country_prefix;
  std::string& code = out.postcode;
  std::string name;
  const bool found = RE2::FullMatch(whole, forms.alone, &prefix, &code) ||
                     RE2::FullMatch(whole, forms.before, &prefix, &code, &name) ||
                     RE2::FullMatch(whole, forms.behind, &name, &prefix, &code);
  return found ? std::optional(name) : std::nullopt;
}

/// "1012 AB Amsterdam" has letters in its postcode, "2400 LE LOCLE" has none.
std::optional<std::string> without_postcode(std::string_view text, place_name& out) {
  static const postcode_patterns dutch(dutch_form);
  static const postcode_patterns common(common_form);
  auto name = beside_postcode(text, dutch, out);
  if (!name || is_small(std::string_view(out.postcode).substr(out.postcode.size() - 2))) {
    name = beside_postcode(text, common, out);
  }
  return name;
}

/// The small letters of all scripts that are a letter with marks, by that letter.
std::map<std::string, std::string> marked_letters() {
  constexpr char32_t first = 0xC0;
  constexpr char32_t last = 0x30FF;
  std::map<std::string, std::string> by_base;
  for (char32_t c = first; c <= last; ++c) {
    std::string letter;
    extraction::append_utf8(letter, c);
    const std::string base = plain_words(letter);
    std::size_t end = 0;
    if (!base.empty() && base != letter && extraction::unicode_lower(letter) == letter) {
      extraction::next_code_point(base, end);
      by_base[base] += end == base.size() ? letter : std::string();
    }
  }
  return by_base;
}

/// The letter with any marks or none.
std::string any_marks(const std::string& letter) {
  static const std::map<std::string, std::string> marked = marked_letters();
  const std::string base = plain_words(letter);
  const auto found = marked.find(base);
  return found == marked.end() || found->second.empty() ? letter : "[" + base + found->second + "]";
}

/// A letter that is also written as two.
struct two_letters {
  std::string_view apart;
  const char* together;
};
constexpr std::array<two_letters, 4> pairs{{{"ss", "ß"}, {"ae", "ä"}, {"oe", "ö"}, {"ue", "ü"}}};

} // namespace

std::string folded_pattern(std::string_view name) {
  const std::string text = extraction::unicode_lower(name);
  std::string out;
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto pair = std::find_if(pairs.begin(), pairs.end(), [&](const two_letters& each) {
      return text.compare(at, 2, each.apart) == 0;
    });
    const std::size_t from = at;
    extraction::next_code_point(text, at);
    const std::string letter = text.substr(from, at - from);
    if (plain_words(letter).empty()) {
      gap = !out.empty();
      continue;
    }
    out += std::exchange(gap, false) ? "[^[:alnum:]]+" : "";
    if (pair != pairs.end()) {
      ++at;
      out += "(" + any_marks(text.substr(from, 1)) + any_marks(text.substr(from + 1, 1)) + "|" +
             pair->together + ")";
    } else {
      out += letter == "ß" ? "(ss|ß)" : any_marks(letter);
    }
  }
  return out.empty() ? out : "^" + out + "$";
}

place_name read_place(std::string_view text) {
  place_name out;
  text = trim(text);
  const auto name = without_postcode(text, out);
  out.country_prefix = as_code(out.country_prefix);
  out.postcode = as_code(out.postcode);
  if (const std::string_view bare = name ? trim(*name) : text; !bare.empty()) {
    out.spellings = spellings_of(bare);
    add_once(out.spellings, std::string(text)); // digits may belong to the name
  }
  return out;
}

std::string as_code(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    c = is_lower(c) ? static_cast<char>(c - 32) : c;
  }
  return out;
}

} // namespace leadstream::directory
