#include "domain/intel/sentences.hpp"

#include "domain/text/ascii.hpp"
#include "domain/text/trim.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace leadstream::intel {
namespace {

constexpr std::string_view blanks = " \t\r\n";

constexpr std::array<std::string_view, 39> abbreviations{
    "dr",  "mr",  "mrs",    "ms",  "prof", "inc", "ltd", "co",  "corp", "no",  "st",  "vs",   "e.g",
    "i.e", "etc", "approx", "jan", "feb",  "mar", "apr", "jun", "jul",  "aug", "sep", "sept", "oct",
    "nov", "dec", "bzw",    "z.b", "d.h",  "ca",  "nr",  "u.s", "u.k",  "mio", "pty", "sp",   "mrd"};

constexpr std::array<std::string_view, 14> turns{" and the ", ", and ", " but ", " however ", " although ",
                                                 " though ",  " yet ",  "; ",    " aber ",    " jedoch ",
                                                 " mais ",    " pero ", " ma ",  " however, "};

constexpr std::array<std::string_view, 13> months{"Januar",  "Jänner",   "Februar", "März",   "April",
                                                  "Mai",     "Juni",     "Juli",    "August", "September",
                                                  "Oktober", "November", "Dezember"};

/// The dot of "3. Mai", and of "e.V. hat", "S.p.A. apre", "Sp. z o.o. otwiera": the sentence goes on.
bool goes_on(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && blanks.find(text[begin - 1]) == std::string_view::npos) {
    --begin;
  }
  const std::string_view word = text.substr(begin, at - begin);
  const std::size_t next = std::min(text.find_first_not_of(blanks, at + 1), text.size());
  const std::string_view rest = text.substr(next);
  const bool small = !rest.empty() && rest.front() >= 'a' && rest.front() <= 'z';
  if (word.size() <= 2 && word.find_first_not_of("0123456789") == std::string_view::npos) {
    return !word.empty() && (small || std::any_of(months.begin(), months.end(), [&](std::string_view month) {
                               return rest.starts_with(month);
                             }));
  }
  return small && word.size() <= 5 && word.find('.') != std::string_view::npos;
}

/// Whether the dot at `at` belongs to the word before it.
bool is_abbreviation(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && (is_letter(text[begin - 1]) || text[begin - 1] == '.')) {
    --begin;
  }
  std::string word(text.substr(begin, at - begin));
  if (word.size() == 1) {
    return is_letter(word[0]) && word[0] >= 'A' && word[0] <= 'Z';
  }
  std::transform(word.begin(), word.end(), word.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return std::find(abbreviations.begin(), abbreviations.end(), word) != abbreviations.end();
}

bool ends_here(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '\n') {
    return true;
  }
  if (c != '.' && c != '!' && c != '?') {
    return false;
  }
  const std::size_t next = at + 1;
  if (next < text.size() && blanks.find(text[next]) == std::string_view::npos && text[next] != '"') {
    return false;
  }
  return c != '.' || !(is_abbreviation(text, at) || goes_on(text, at));
}

} // namespace

std::vector<std::string_view> split_sentences(std::string_view text, std::size_t most) {
  std::vector<std::string_view> sentences;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size() && sentences.size() < most; ++at) {
    if (ends_here(text, at)) {
      if (const auto sentence = trim(text.substr(begin, at + 1 - begin), blanks); !sentence.empty()) {
        sentences.push_back(sentence);
      }
      begin = at + 1;
    }
  }
  if (const auto rest = trim(text.substr(begin), blanks); !rest.empty() && sentences.size() < most) {
    sentences.push_back(rest);
  }
  return sentences;
}

std::vector<std::string_view> split_clauses(std::string_view sentence) {
  std::vector<std::string_view> clauses;
  while (true) {
    std::size_t cut = sentence.size();
    std::size_t skip = 0;
    for (const std::string_view turn : turns) {
      if (const std::size_t at = sentence.find(turn); at < cut) {
        cut = at;
        skip = turn.size();
      }
    }
    clauses.push_back(sentence.substr(0, cut));
    if (skip == 0) {
      return clauses;
    }
    sentence.remove_prefix(cut + skip);
  }
}

} // namespace leadstream::intel
