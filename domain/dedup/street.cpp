#include "domain/dedup/street.hpp"

#include "domain/dedup/similarity.hpp"
#include "domain/dedup/text.hpp"
#include "domain/text/word_filter.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <unordered_set>

namespace leadstream::dedup {
namespace {

constexpr double same_street_similarity = 0.8;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

class word_set {
public:
  word_set(std::initializer_list<std::string_view> words) : words_(words) {
    std::for_each(words.begin(), words.end(), [this](std::string_view word) { filter_.add(word); });
  }
  bool contains(std::string_view word) const { return filter_.may_hold(word) && words_.contains(word); }

private:
  word_filter filter_;
  std::unordered_set<std::string_view> words_;
};

/// Kinds of street and directions: one source writes them, the next does not.
bool is_filler(std::string_view word) {
  static const word_set fillers{
      "al",      "allee",   "ave",    "avda",      "avenida", "avenue", "aveniu", "avinguda", "av",
      "bd",      "blv",     "blvd",   "boulevard", "bvd",     "c",      "calle",  "carrer",   "cl",
      "corso",   "court",   "ct",     "de",        "del",     "della",  "den",    "der",      "des",
      "di",      "dr",      "drive",  "du",        "e",       "east",   "el",     "freeway",  "highway",
      "hwy",     "la",      "lane",   "le",        "les",     "ln",     "n",      "ne",       "north",
      "nw",      "parkway", "piazza", "pike",      "pkwy",    "pl",     "place",  "platz",    "plaza",
      "plz",     "pza",     "r",      "rua",       "rd",      "road",   "route",  "rt",       "rte",
      "rue",     "s",       "se",     "south",     "sq",      "square", "st",     "str",      "strada",
      "strasse", "street",  "sw",     "ul",        "ulica",   "v",      "via",    "w",        "west"};
  return fillers.contains(word);
}

/// Words after which a line speaks of something else than the street.
bool ends_street(std::string_view word) {
  static const word_set ends{"apartment", "apt",      "at",    "between", "bldg",  "building",
                             "corner",    "etage",    "floor", "level",   "near",  "off",
                             "opposite",  "postfach", "room",  "ste",     "suite", "unit"};
  return ends.contains(word);
}

/// "52nd" -> "52", "fifth" -> "5".
std::string_view ordinal(std::string_view word) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> names{{{"first", "1"},
                                                                                        {"second", "2"},
                                                                                        {"third", "3"},
                                                                                        {"fourth", "4"},
                                                                                        {"fifth", "5"},
                                                                                        {"sixth", "6"},
                                                                                        {"seventh", "7"},
                                                                                        {"eighth", "8"},
                                                                                        {"ninth", "9"},
                                                                                        {"tenth", "10"},
                                                                                        {"eleventh", "11"},
                                                                                        {"twelfth", "12"}}};
  // All ordinals end like "first", "second", "fifth" or "52eme".
  const bool may_be = word.size() > 2 && std::string_view("tdhe").find(word.back()) != std::string_view::npos;
  if (!may_be) {
    return word;
  }
  const auto found =
      std::find_if(names.begin(), names.end(), [&](const auto& name) { return name.first == word; });
  if (found != names.end()) {
    return found->second;
  }
  const std::size_t digits = std::min(word.find_first_not_of("0123456789"), word.size());
  const std::string_view rest = word.substr(digits);
  const bool suffix = rest == "st" || rest == "nd" || rest == "rd" || rest == "th" || rest == "eme";
  return digits > 0 && suffix ? word.substr(0, digits) : word;
}

bool is_ordinal(std::string_view word) {
  return ordinal(word) != word;
}

/// "12", "12a", "435": begins with a digit, at most one letter behind it, no ordinal.
bool is_house_number(std::string_view word) {
  if (word.empty() || !is_digit(word[0]) || is_ordinal(word)) {
    return false;
  }
  const std::size_t digits = std::min(word.find_first_not_of("0123456789"), word.size());
  return digits <= 6 && word.size() - digits <= 1;
}

/// "hauptstrasse" and "hauptstr" -> "haupt"; a street that is called only that keeps its name.
std::string_view without_kind(std::string_view word) {
  for (const std::string_view kind : {"strasse", "straat", "gatan", "platz", "gata", "str", "pl"}) {
    if (word.size() > kind.size() + 2 && word.back() == kind.back() && word.ends_with(kind)) {
      return word.substr(0, word.size() - kind.size());
    }
  }
  return word;
}

std::string_view street_line(std::string_view line) {
  // A comma before the street's name parts number and name; later ones begin something else.
  const std::size_t letters = line.find_first_not_of("0123456789 ,.-/#");
  const std::size_t end = line.find_first_of(",;(", letters == std::string_view::npos ? 0 : letters);
  return line.substr(0, end);
}

std::string number_of(std::string_view rest, const std::vector<std::string_view>& words) {
  if (words.size() > 1 && is_house_number(words.front())) {
    return std::string(words.front());
  }
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (is_house_number(words[i]) && !ends_street(words[i - 1])) {
      return std::string(words[i]);
    }
  }
  // "Main Street, 12": the number stands behind the comma.
  const std::string folded = fold_text(rest);
  const std::string_view first = std::string_view(folded).substr(0, folded.find(' '));
  return std::string(is_house_number(first) ? first : std::string_view());
}

void append_word(std::string& text, std::string_view word) {
  if (!text.empty()) {
    text += ' ';
  }
  text += word;
}

std::string name_of(const std::vector<std::string_view>& words, std::string_view number) {
  std::string name;
  std::string all;
  bool number_seen = number.empty();
  for (const std::string_view word : words) {
    if (!number_seen && word == number) {
      number_seen = true;
      if (!all.empty()) {
        break; // what follows a number behind the name is no part of it
      }
      continue;
    }
    if (ends_street(word) && !all.empty()) {
      break;
    }
    const std::string_view plain = ordinal(word);
    append_word(all, plain);
    if (!is_filler(word)) {
      append_word(name, without_kind(plain));
    }
  }
  return name.empty() ? all : name;
}

/// "northpoint" and "point": one source parts what the other writes together.
bool ends_alike(std::string_view a, std::string_view b) {
  constexpr std::size_t telling = 5;
  return std::min(a.size(), b.size()) >= telling && (a.ends_with(b) || b.ends_with(a));
}

/// Whether every word of the shorter name stands in the longer, some perhaps by their first letter alone.
bool contains_words(std::string_view longer, std::string_view shorter) {
  const auto words = split_words(longer);
  const auto wanted = split_words(shorter);
  const auto stands = [&](std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  const auto stands_for_one = [&](std::string_view word) {
    return word.size() == 1 && !is_digit(word[0]) &&
           std::any_of(words.begin(), words.end(), [&](auto whole) { return whole[0] == word[0]; });
  };
  return std::any_of(wanted.begin(), wanted.end(), stands) &&
         std::all_of(wanted.begin(), wanted.end(),
                     [&](auto word) { return stands(word) || stands_for_one(word); });
}

/// A box at the post office is no place.
bool is_post_box(std::string_view folded) {
  static constexpr std::array<std::string_view, 14> words{
      "postfach ", "pf ", "po box ",        "p o box ",      "pobox ", "post office box ", "postbus ",
      "postboks ", "bp ", "boite postale ", "case postale ", "cp ",    "casella postale ", "apartado "};
  const bool may_be = !folded.empty() && std::string_view("pbca").find(folded[0]) != std::string_view::npos;
  return may_be && folded.find_first_of("0123456789") != std::string_view::npos &&
         std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return folded.starts_with(word); });
}

} // namespace

street_parts split_street(std::string_view line) {
  if (line.empty()) {
    return {};
  }
  const std::string_view head = street_line(line);
  thread_local std::string folded;
  folded.clear();
  append_folded(folded, head);
  if (is_post_box(folded)) {
    return {};
  }
  thread_local std::vector<std::string_view> words;
  split_words(folded, words);
  street_parts parts;
  parts.number = number_of(line.substr(std::min(head.size() + 1, line.size())), words);
  parts.name = name_of(words, parts.number);
  return parts;
}

bool same_street(std::string_view a, std::string_view b) {
  if (a == b) {
    return true;
  }
  if (edit_similarity_above(a, b, same_street_similarity) >= same_street_similarity) {
    // Numbered streets differ by a character and are not the same.
    return a.find_first_of("0123456789") == std::string_view::npos &&
           b.find_first_of("0123456789") == std::string_view::npos;
  }
  return ends_alike(a, b) || (a.size() > b.size() ? contains_words(a, b) : contains_words(b, a));
}

} // namespace leadstream::dedup
