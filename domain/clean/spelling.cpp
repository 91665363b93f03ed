#include "domain/clean/spelling.hpp"

#include "domain/lexicons.hpp"
#include "domain/text/code_points.hpp"
#include "domain/text/fold_case.hpp"

#include <algorithm>
#include <array>
#include <unicode/uchar.h>
#include <unordered_map>
#include <unordered_set>

namespace leadstream::spelling {
namespace {

struct known_acronym {
  std::u32string written;
  bool only_in_shout; ///< in lower case it is a word of some language
};

using acronym_table = std::unordered_map<std::string, known_acronym>;

const acronym_table& acronyms() {
  static const acronym_table all = [] {
    acronym_table out;
    for (auto line : lexicon_lines("acronyms")) {
      const bool word = line.starts_with('!');
      line.remove_prefix(word ? 1 : 0);
      out.try_emplace(fold_case(line), known_acronym{code_points(line), word});
    }
    return out;
  }();
  return all;
}

using word_set = std::unordered_set<std::u32string>;

word_set words_of(std::string_view name) {
  word_set out;
  for (const auto line : lexicon_lines(name))
    out.insert(code_points(line));
  return out;
}

template <std::size_t N>
bool is_one_of(std::u32string_view word, const std::array<std::u32string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

} // namespace

std::optional<std::u32string> acronym(std::u32string_view word, bool in_shout) {
  const auto found = acronyms().find(fold_case(to_utf8(word)));
  if (found == acronyms().end() || (found->second.only_in_shout && !in_shout))
    return std::nullopt;
  return found->second.written;
}

bool is_particle(std::u32string_view word) {
  static const word_set all = words_of("name_particles");
  return all.contains(std::u32string(word));
}

bool is_article(std::u32string_view word) {
  static const word_set all = words_of("name_articles");
  return all.contains(std::u32string(word));
}

bool is_elision(std::u32string_view word) {
  constexpr std::array<std::u32string_view, 12> all{U"d",    U"l",     U"dell", U"dall", U"all", U"sull",
                                                    U"nell", U"quell", U"un",   U"qu",   U"j",   U"c"};
  return is_one_of(word, all);
}

bool is_ordinal_ending(std::u32string_view letters) {
  constexpr std::array<std::u32string_view, 12> all{U"st",  U"nd", U"rd", U"th",  U"er",  U"re",
                                                    U"ème", U"e",  U"te", U"ste", U"ter", U"h"};
  return is_one_of(letters, all);
}

bool is_abbreviation(std::u32string_view word) {
  constexpr std::array<std::u32string_view, 15> all{U"dr", U"st", U"mr",  U"mrs", U"ms",
                                                    U"jr", U"sr", U"ltd", U"nr",  U"vlg",
                                                    U"hr", U"fr", U"zn",  U"znn", U"nchf"};
  return is_one_of(word, all);
}

bool has_vowel(std::u32string_view word) {
  constexpr std::u32string_view vowels = U"aeiouyаеёиоуыэюяіїєαεηιουω";
  return std::any_of(word.begin(), word.end(), [&](char32_t c) {
    const auto folded = code_points(fold_case(to_utf8({&c, 1})));
    UChar32 base = folded.empty() ? 0 : static_cast<UChar32>(folded.front());
    if (!u_isalpha(base))
      return false;
    // Accented letters (0xC0 to 0x24F) are vowels but for a few; what has no case cannot be judged.
    const bool accented = base >= 0xc0 && base <= 0x24f &&
                          std::u32string_view(U"çñšžčřćńśźżłđðþßťďňģķļņ").find(static_cast<char32_t>(base)) ==
                              std::u32string_view::npos;
    return accented || vowels.find(static_cast<char32_t>(base)) != std::u32string_view::npos ||
           (!u_isupper(base) && !u_islower(base));
  });
}

} // namespace leadstream::spelling
