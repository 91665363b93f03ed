#include "domain/extract/people/prose_officers.hpp"

#include "domain/extract/people/job_title.hpp"
#include "domain/extract/people/name_line.hpp"
#include "domain/extract/people/person_name.hpp"
#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"

namespace leadstream::extraction {
namespace {

constexpr std::size_t most_title_words = 4;
constexpr std::size_t most_name_words = 5;
constexpr std::size_t longest_particle = 5; ///< bytes: "della"

bool begins_capital(std::string_view word) {
  std::size_t at = 0;
  return !word.empty() && is_unicode_upper(next_code_point(word, at));
}

/// Without the article that lost its vowel: "l'amministratore", "dell’amministratore".
std::string_view without_elision(std::string_view word) {
  for (const std::string_view mark : {"'", "\xE2\x80\x99"}) {
    const std::size_t at = word.find(mark);
    if (at != std::string_view::npos && at <= 4 && at + mark.size() < word.size()) {
      return word.substr(at + mark.size());
    }
  }
  return word;
}

/// The text from one word to another, as it is written.
std::string_view words_between(const std::vector<std::string_view>& words, std::size_t first,
                               std::size_t last) {
  return {words[first].data(),
          static_cast<std::size_t>(words[last].data() + words[last].size() - words[first].data())};
}

bool ends_part(std::string_view word) {
  return word.find_last_of(".,;:!?)") == word.size() - 1;
}

bool is_public_office(std::string_view title) {
  const std::string folded = unicode_lower(title);
  return folded.starts_with("minist") ||
         contains_any(folded, {"bürgermeister", "mayor", "maire", "sindaco", "alcalde", "burmistrz",
                               "stadtrat", "burgemeester", "prefeito", "professor", "profesor", "präsident",
                               "former", "ehemalig", "ancien", "freund", "kunde", "client"});
}

/// Whether words before a title belong to it: another title ("direttore tecnico"), or words that make it mean
/// more ("managing director", "head of sales").
bool widens(std::string_view title, std::string_view wider, std::string_view first) {
  return is_title(first) || meaning_of_title(wider).level > meaning_of_title(title).level;
}

/// The words right before a name that are a title.
std::string_view title_before(const std::vector<std::string_view>& words, std::size_t name) {
  std::string_view title;
  std::size_t taken = 0; // words of the title
  for (std::size_t count = 1; count <= most_title_words && count <= name; ++count) {
    const std::size_t first = name - count;
    if (ends_part(words[first])) {
      break;
    }
    const std::string_view begin = without_elision(words[first]);
    const std::string_view end = words[name - 1];
    const std::string_view wider(begin.data(),
                                 static_cast<std::size_t>(end.data() + end.size() - begin.data()));
    const bool both_capital =
        first > 0 && begins_capital(begin) && begins_capital(title) && taken + 1 == count;
    if (title.empty() ? is_title(wider) : both_capital || widens(title, wider, begin)) {
      taken = count;
      title = wider;
    }
  }
  return title;
}

/// Small words that stand in names as well, but behind a name in a sentence lead on.
bool parts_names(std::string_view word) {
  return is_one_of(word, {"in",  "auf", "aus", "op", "aan",  "e",  "y",  "i",  "a",   "en",
                          "und", "and", "et",  "ed", "oraz", "om", "al", "zu", "zum", "zur"});
}

/// The longest name that begins with a word and ends where the text goes on otherwise.
std::size_t words_of_name(const std::vector<std::string_view>& words, std::size_t first) {
  std::size_t last = first;
  while (last + 1 < words.size() && last + 1 < first + most_name_words && !ends_part(words[last]) &&
         !parts_names(words[last + 1])) {
    ++last;
  }
  for (; last > first; --last) {
    if (begins_capital(words[last]) &&
        read_person_name(trim(words_between(words, first, last), ".,;:!?)")).known_given) {
      return last - first + 1;
    }
  }
  return 0;
}

} // namespace

std::vector<prose_officer> officers_in_prose(std::string_view prose) {
  std::vector<prose_officer> out;
  const auto words = split(prose, " ");
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    const bool goes_on = begins_capital(words[i + 1]) || words[i + 1].size() <= longest_particle;
    if (!goes_on || !begins_capital(words[i]) || ends_part(words[i]) || !is_given_name(words[i])) {
      continue;
    }
    const std::size_t count = words_of_name(words, i);
    const std::string_view title = count == 0 ? std::string_view{} : title_before(words, i);
    if (title.empty() || is_public_office(title) || is_weak_title(title)) {
      continue;
    }
    out.push_back(
        {read_person_name(trim(words_between(words, i, i + count - 1), ".,;:!?)")).name, tidy_title(title)});
    i += count - 1;
  }
  return out;
}

} // namespace leadstream::extraction
