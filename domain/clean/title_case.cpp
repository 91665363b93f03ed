#include "domain/clean/title_case.hpp"

#include "domain/clean/spelling.hpp"
#include "domain/text/code_points.hpp"

#include <algorithm>
#include <unicode/uchar.h>
#include <vector>

namespace leadstream {
namespace {

bool is_upper(char32_t c) {
  return u_isupper(static_cast<UChar32>(c)) || u_istitle(static_cast<UChar32>(c));
}
/// A small letter that has a capital: a shout may have to write "ß".
bool is_lower(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  return u_islower(point) && u_toupper(point) != point;
}
bool is_letter(char32_t c) {
  return u_isalpha(static_cast<UChar32>(c));
}
bool is_digit(char32_t c) {
  return u_isdigit(static_cast<UChar32>(c));
}
bool is_apostrophe(char32_t c) {
  return c == '\'' || c == 0x2019;
}

/// The letters that only Turkish and its relatives have give them away.
alphabet alphabet_of(std::u32string_view name) {
  return name.find_first_of(U"İıĞğ") == std::u32string_view::npos ? alphabet::common : alphabet::turkish;
}

char32_t upper(char32_t c, alphabet letters) {
  if (letters == alphabet::turkish && c == U'i')
    return U'İ';
  return static_cast<char32_t>(u_totitle(static_cast<UChar32>(c)));
}
char32_t lower(char32_t c, alphabet letters) {
  if (letters == alphabet::turkish && c == U'I')
    return U'ı';
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

/// In lower case; a Greek sigma at the end of a word is ς.
std::u32string lowered(std::u32string_view text, alphabet letters = alphabet::common) {
  std::u32string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [=](char32_t c) { return lower(c, letters); });
  for (std::size_t i = 1; i < out.size(); ++i) {
    if (out[i] == U'σ' && is_letter(out[i - 1]) && (i + 1 == out.size() || !is_letter(out[i + 1])))
      out[i] = U'ς';
  }
  return out;
}

std::vector<std::u32string> words_of(std::u32string_view text) {
  std::vector<std::u32string> out;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

/// Whether a word in upper case may be meant so: initials, no vowel, a digit or & inside, a known acronym.
bool may_be_acronym(std::u32string_view word) {
  const auto letters = std::count_if(word.begin(), word.end(), is_letter);
  if (letters <= 1 || spelling::acronym(word, true))
    return true;
  const bool joined =
      std::any_of(word.begin(), word.end(), [](char32_t c) { return c == '&' || c == '+' || is_digit(c); });
  const bool initials = word.size() > 3 && word.find('.') == 1;
  return letters <= 4 && (joined || initials || !spelling::has_vowel(word));
}

bool is_shout(std::u32string_view name, name_of whose) {
  if (std::any_of(name.begin(), name.end(), is_lower) || std::none_of(name.begin(), name.end(), is_upper))
    return false;
  const auto words = words_of(name);
  if (whose == name_of::person)
    return true;
  if (words.size() == 1)
    return std::count_if(name.begin(), name.end(), is_letter) > 4 && !may_be_acronym(name);
  return !std::all_of(words.begin(), words.end(), may_be_acronym);
}

bool is_whisper(std::u32string_view name) {
  return std::none_of(name.begin(), name.end(), is_upper) && std::any_of(name.begin(), name.end(), is_lower);
}

/// "IJsselmeer": one letter of Dutch, a vowel, so that a consonant follows ("Ijaz" is a name of Pakistan).
bool is_dutch_ij(std::u32string_view word) {
  return word.size() > 3 && word.starts_with(U"ij") && is_letter(word[2]) &&
         !spelling::has_vowel(word.substr(2, 1));
}

/// A piece between apostrophes, hyphens and the like, its first letter (also behind a digit) in upper case.
void append_capitalised(std::u32string& out, std::u32string_view piece, alphabet letters) {
  const std::u32string word = lowered(piece, letters);
  const auto first =
      static_cast<std::size_t>(std::find_if(word.begin(), word.end(), is_letter) - word.begin());
  const bool counts = first > 0 && spelling::is_ordinal_ending(std::u32string_view(word).substr(first));
  const bool scottish = first == 0 && word.starts_with(U"mc") && word.size() > 4;
  const bool dutch = is_dutch_ij(std::u32string_view(word).substr(first));
  for (std::size_t i = 0; i < word.size(); ++i)
    out += (i == first && !counts) || (scottish && i == 2) || (dutch && i == first + 1)
               ? upper(word[i], letters)
               : word[i];
}

/// One word without hyphens and slashes. Behind an apostrophe: "Joe's", but "O'Neill", "d'Or", "L'Epi".
void append_elided(std::u32string& out, std::u32string_view word, bool first, alphabet letters) {
  const auto apostrophe =
      static_cast<std::size_t>(std::find_if(word.begin(), word.end(), is_apostrophe) - word.begin());
  const auto head = word.substr(0, apostrophe);
  if (apostrophe == word.size()) {
    append_capitalised(out, head, letters);
    return;
  }
  const auto tail = word.substr(apostrophe + 1);
  const bool elision = spelling::is_elision(lowered(head));
  if (elision && !first)
    out += lowered(head, letters);
  else
    append_capitalised(out, head, letters);
  out += word[apostrophe];
  if (!elision && (tail.size() <= 2 || head.empty()) && lowered(head) != U"o")
    out += lowered(tail, letters);
  else
    append_elided(out, tail, true, letters);
}

/// Where a new piece begins inside a word: behind - / & + ( and behind the full stop of an initial.
bool ends_piece(std::u32string_view word, std::size_t at) {
  const char32_t c = word[at];
  if (c == '-' || c == '/' || c == '&' || c == '+' || c == '(')
    return true;
  return c == '.' && (at == 1 || (at > 1 && !is_letter(word[at - 2])));
}

/// Whether a word of a shout is better left alone: two to four letters without a vowel that are no
/// abbreviation.
bool looks_like_acronym(std::u32string_view word) {
  return word.size() >= 2 && word.size() <= 4 && std::all_of(word.begin(), word.end(), is_letter) &&
         !spelling::has_vowel(word) && !spelling::is_abbreviation(lowered(word));
}

struct style {
  bool shouting;
  name_of whose;
  alphabet letters;
};

/// Appends a known acronym as it is spelled; false when the word is none.
bool append_acronym(std::u32string& out, std::u32string_view word, const style& how) {
  const auto bare = word.substr(0, word.find_last_not_of(U".,)") + 1);
  const auto known = spelling::acronym(bare, how.shouting);
  if (how.whose == name_of::person || (!known && !(how.shouting && looks_like_acronym(bare))))
    return false;
  out.append(known.value_or(std::u32string(bare))).append(word.substr(bare.size()));
  return true;
}

std::u32string spelled(std::u32string_view word, bool first, const style& how) {
  std::u32string out;
  if (append_acronym(out, word, how))
    return out;
  for (std::size_t from = 0; from < word.size();) {
    std::size_t to = from;
    while (to < word.size() && !ends_piece(word, to))
      ++to;
    const auto piece = word.substr(from, to - from);
    const bool counts = from > 1 && is_digit(word[from - 2]) && spelling::is_ordinal_ending(lowered(piece));
    if (counts)
      out += lowered(piece);
    else if (!append_acronym(out, piece, how))
      append_elided(out, piece, first || from > 0, how.letters);
    if (to < word.size())
      out += word[to];
    from = to + 1;
  }
  return out;
}

} // namespace

bool shouts(std::string_view name, name_of whose) {
  return is_shout(code_points(name), whose);
}

bool whispers(std::string_view name) {
  return is_whisper(code_points(name));
}

std::string title_case(std::string_view name, name_of whose, alphabet letters) {
  const auto points = code_points(name);
  const style how{!is_whisper(points), whose, letters == alphabet::turkish ? letters : alphabet_of(points)};
  const auto words = words_of(points);
  std::u32string out;
  bool after_particle = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::u32string word = lowered(words[i]);
    const bool inner = i > 0 && i + 1 < words.size();
    const bool small =
        inner && (spelling::is_particle(word) || (after_particle && spelling::is_article(word)));
    if (i > 0)
      out += U' ';
    out += small ? word : spelled(words[i], i == 0, how);
    after_particle = small || spelling::is_particle(word);
  }
  return to_utf8(out);
}

} // namespace leadstream
