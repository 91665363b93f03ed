#include "domain/intel/teller.hpp"

#include "domain/text/plain_words.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace leadstream::intel {
namespace {

bool has_word(std::string_view plain, std::string_view word) {
  return (" " + std::string(plain) + " ").find(" " + std::string(word) + " ") != std::string::npos;
}

template <std::size_t N>
bool has_any(std::string_view plain, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return has_word(plain, word); });
}

constexpr std::array<std::string_view, 15> own_words{"we",      "our",     "us",   "i",      "wir",
                                                     "unser",   "unsere",  "nous", "notre",  "nosotros",
                                                     "nuestra", "nuestro", "noi",  "nostra", "nostro"};
constexpr std::array<std::string_view, 15> company_words{
    "the company", "the firm",        "the startup", "the start up", "the business",
    "the group",   "das unternehmen", "die firma",   "die gruppe",   "l entreprise",
    "la societe",  "la empresa",      "la compania", "l azienda",    "la societa"};
constexpr std::array<std::string_view, 4> pronouns{"it", "its", "they", "their"};
constexpr std::array<std::string_view, 22> german_words{
    "der", "die", "das",  "den", "dem", "und", "mit", "ein", "eine", "einen", "im",
    "ist", "hat", "wird", "fur", "von", "auf", "zum", "zur", "seit", "des",   "aus"};
/// A name behind one of these tells where, with whom or of what; it does nothing in the sentence.
constexpr std::string_view prepositions =
    " in at near from to of on by for with im am aus bei nach von zu a en de al dans chez pres ";

bool is_among(std::string_view word, std::string_view framed_words) {
  return framed_words.find(" " + std::string(word) + " ") != std::string_view::npos;
}

/// Whether the first word stands in capitals because it is the first, not because it is a name.
bool opens_sentence(std::string_view word) {
  return is_among(
      word, " the a an its their this these after in on with as since at by today now last der die das "
            "ein eine im nach le la les un une en el los il lo i una uno nel yesterday recently earlier "
            "next also for from more most over following thanks meanwhile finally soon both several "
            "two three four new another here there his her some all many per als bei seit ab zur zum "
            "mit fur sie avec pour depuis con para desde dal ");
}

/// Every noun of German has a capital letter.
bool is_german(std::string_view plain) {
  return std::count_if(german_words.begin(), german_words.end(),
                       [&](std::string_view word) { return has_word(plain, word); }) >= 2;
}

/// A name before the verb that is not the company's: a capital letter that neither the beginning of the
/// sentence nor a preposition explains. `words` is how many words come before the verb.
bool names_another(std::string_view sentence, std::size_t words) {
  std::string before;
  for (std::size_t at = 0; at < sentence.size() && words > 0; --words) {
    const std::size_t end = std::min(sentence.find(' ', at), sentence.size());
    const std::string word = plain_words(sentence.substr(at, end - at));
    const bool capital = sentence[at] >= 'A' && sentence[at] <= 'Z';
    if (capital && !is_among(before, prepositions) && (at > 0 || !opens_sentence(word))) {
      return true;
    }
    before = word;
    at = std::min(sentence.find_first_not_of(' ', end), sentence.size());
  }
  return false;
}

/// A company behind one of these is spoken of, but does not act.
constexpr std::string_view set_against = " with against than unlike like gegen als contre que con contra ";

/// Whether a word stands in the text other than behind one of `barred`; with `led_by` only behind one of
/// these.
bool acts(std::string_view plain, const std::string& name, std::string_view barred, std::string_view led_by) {
  std::string_view before;
  for (const std::string_view word : split_words(plain)) {
    if (word == name && !is_among(before, barred) && (led_by.empty() || is_among(before, led_by))) {
      return true;
    }
    before = word;
  }
  return false;
}

/// Whether the company does what the sentence tells, or has it done to it.
bool names_company(std::string_view plain, std::string_view before, std::string_view company) {
  const std::string name = plain_words(company);
  const std::string first = name.substr(0, name.find(' '));
  return !first.empty() &&
         (acts(before, first, set_against, {}) ||
          acts(plain, first, {},
               " by into in at to an bei der die chez a de di zu von aus awarded granted backs "));
}

/// "the company", unless it is named at once and is another: "the startup Kilotron raised".
bool speaks_of_company(std::string_view sentence, std::string_view plain) {
  std::string small(sentence);
  std::transform(small.begin(), small.end(), small.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return std::any_of(company_words.begin(), company_words.end(), [&](std::string_view phrase) {
    const std::size_t behind = small.find(phrase) + phrase.size() + 1;
    const bool named = small.find(phrase) != std::string::npos && behind < sentence.size() &&
                       sentence[behind] >= 'A' && sentence[behind] <= 'Z' && sentence[behind - 1] == ' ';
    return !named && has_word(plain, phrase);
  });
}

} // namespace

teller whose(std::string_view sentence, std::string_view plain, std::size_t match, std::string_view company) {
  if (has_any(plain, own_words)) {
    return teller::own;
  }
  if (company.empty()) {
    return teller::unclear;
  }
  const std::string_view before = plain.substr(0, match);
  if (names_company(plain, before, company) || speaks_of_company(sentence, plain)) {
    return teller::own;
  }
  if (is_german(plain)) {
    const auto words = split_words(before);
    return words.size() == 1 && !opens_sentence(words.front()) ? teller::other : teller::unclear;
  }
  if (names_another(sentence, split_words(before).size())) {
    return teller::other;
  }
  return has_any(before, pronouns) ? teller::own : teller::unclear;
}

} // namespace leadstream::intel
