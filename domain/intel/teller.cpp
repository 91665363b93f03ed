#include "domain/intel/teller.hpp"

#include "domain/clean/legal_form.hpp"
#include "domain/text/plain_words.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace leadstream::intel {
namespace {

constexpr std::size_t shortest_alone = 4; ///< a word of a name that may stand for the whole, in bytes
constexpr std::size_t farthest_article = 4;

/// A company's name as texts have it: whole, or by its first word of its own.
class own_name {
public:
  explicit own_name(std::string_view company)
      : core_(plain_words(split_legal_form(company).core)), words_(split_words(core_)) {
    for (const std::string_view word : words_) {
      if (word_alone_.empty() && word.size() >= shortest_alone && !is_listed(word, "generic")) {
        word_alone_ = word;
      }
    }
  }
  own_name(const own_name&) = delete;
  own_name& operator=(const own_name&) = delete;

  /// How many words of the sentence from `at` on are the name; 0 when none.
  std::size_t stands_at(const parted_sentence& sentence, std::size_t at) const {
    const auto& words = sentence.words();
    std::size_t same = 0;
    while (same < words_.size() && at + same < words.size() && words[at + same].plain == words_[same]) {
      ++same;
    }
    if (same == words_.size()) {
      return same + form_at(sentence, at + same);
    }
    return stands_alone(sentence, at) ? 1 : 0;
  }

private:
  /// How many words a legal form has that stands at `at`: "AG", "S.p.A.".
  static std::size_t form_at(const parted_sentence& sentence, std::size_t at) {
    const auto& words = sentence.words();
    std::size_t letters = 0;
    while (at + letters < words.size() && words[at + letters].stop == 0 &&
           words[at + letters].plain.size() == 1) {
      ++letters;
    }
    if (letters >= 2) {
      return letters;
    }
    return at < words.size() && words[at].stop == 0 && is_listed(words[at].plain, "legal form") ? 1 : 0;
  }

  /// "Brightwell" for "Brightwell Labs"; but "Brightwell Foods" is another company.
  bool stands_alone(const parted_sentence& sentence, std::size_t at) const {
    const auto& words = sentence.words();
    if (words_.size() < 2 || words[at].plain != word_alone_ || !words[at].capital) {
      return false;
    }
    const bool next_is_name = at + 1 < words.size() && words[at + 1].stop == 0 && words[at + 1].capital;
    const bool after_name =
        at > 0 && words[at].stop == 0 && words[at - 1].capital && !is_listed(words[at - 1].plain, "opens");
    return sentence.shouts() || (!next_is_name && (!after_name || sentence.may_be("de")));
  }

  std::string core_;
  std::vector<std::string_view> words_;
  std::string_view word_alone_;
};

class subject_finder {
public:
  subject_finder(const parted_sentence& sentence, std::size_t verb, growth_type type, const own_name& company)
      : sentence_(sentence), words_(sentence.words()), verb_(sentence.word_at(verb)), type_(type),
        company_(company), german_(sentence.may_be("de") && !sentence.may_be("en")) {}

  teller find() const {
    if (const auto told = before_verb()) {
      if (*told == teller::own || receives()) {
        return teller::own;
      }
      return teller::other;
    }
    if (receives() || shares() || any("us", 0, words_.size()) || any("our", 0, words_.size()) ||
        any("we", 0, words_.size()) || speaks_in_we()) {
      return teller::own;
    }
    if (names_form()) {
      return teller::other;
    }
    return any("it", 0, verb_) ? teller::own : teller::unclear;
  }

private:
  std::string_view plain(std::size_t at) const {
    return at < words_.size() ? words_[at].plain : std::string_view();
  }
  bool listed(std::size_t at, std::string_view label) const { return is_listed(plain(at), label); }
  bool any(std::string_view label, std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i) {
      if (listed(i, label)) {
        return true;
      }
    }
    return false;
  }

  /// In the verb's own clause the nearest before it; in those before it the first, which is their subject.
  std::optional<teller> before_verb() const {
    if (verb_ >= words_.size()) {
      return std::nullopt;
    }
    const std::size_t clause = words_[verb_].clause;
    std::size_t begin = verb_;
    while (begin > 0 && words_[begin - 1].clause == clause) {
      --begin;
    }
    for (std::size_t i = verb_; i-- > begin;) {
      if (const auto told = subject_at(i)) {
        return told;
      }
    }
    const bool relative = is_listed(plain(begin), "clause") || is_listed(plain(begin), "aside relative");
    if (relative && plain(begin) != "while") {
      if (names_antecedent(begin)) {
        return teller::other;
      }
      for (std::size_t i = begin; i-- > 0;) {
        if (const auto told = subject_at(i)) {
          return told;
        }
      }
    }
    for (std::size_t i = 0; i < begin; ++i) {
      if (const auto told = subject_at(i)) {
        return told;
      }
    }
    return std::nullopt;
  }

  /// "... at Kestrel, which hired 30 people": the name before "which" is its subject, wherever it stands.
  bool names_antecedent(std::size_t begin) const {
    const std::size_t at = begin - 1;
    return begin > 0 && !german_ && !sentence_.shouts() &&
           (plain(begin) == "which" || plain(begin) == "who") && words_[at].capital &&
           !listed(at, "no name") && company_.stands_at(sentence_, at) == 0 && !is_part_of_own(at);
  }

  /// Who is named at a word, when it is a word that names somebody who acts.
  std::optional<teller> subject_at(std::size_t at) const {
    if (const std::size_t length = company_.stands_at(sentence_, at); length > 0) {
      return is_set_against(at) ? std::nullopt : std::optional(teller::own);
    }
    if (listed(at, "we")) {
      return teller::own;
    }
    if (listed(at, "our")) {
      return listed(at + 1, "bond") || listed(at + 2, "bond") ? teller::other : teller::own;
    }
    if (is_part_of_own(at)) {
      return std::nullopt;
    }
    if (listed(at, "company") && (german_ || !words_[at].capital) && has_article(at) && !is_named(at + 1)) {
      return teller::own;
    }
    return is_other(at) ? std::optional(teller::other) : std::nullopt;
  }

  bool is_set_against(std::size_t at) const {
    return at > 0 && words_[at].stop != ':' && listed(at - 1, "set against");
  }

  /// A word within the company's name or its product's ("Acme Cloud"), or a person who stands for the
  /// company: "Acme founder Jane Doe".
  bool is_part_of_own(std::size_t at) const {
    for (std::size_t back = 1; back <= 5 && back <= at; ++back) {
      if (const std::size_t length = company_.stands_at(sentence_, at - back); length > 0) {
        const auto from = words_.begin() + static_cast<std::ptrdiff_t>(at - back);
        const auto to = words_.begin() + static_cast<std::ptrdiff_t>(at + 1);
        const bool one_name = !german_ && std::all_of(from + 1, to, [](const told_word& word) {
          return word.capital && word.stop == 0;
        });
        return length > back || one_name || (!is_set_against(at - back) && any("title", at - back, at + 1));
      }
    }
    return false;
  }

  bool has_article(std::size_t at) const {
    for (std::size_t back = 1; back <= farthest_article && back <= at; ++back) {
      if (listed(at - back, "the")) {
        return true;
      }
    }
    return false;
  }

  bool is_named(std::size_t at) const {
    return at < words_.size() && words_[at].stop == 0 && words_[at].capital && !listed(at, "no name") &&
           !german_ && !sentence_.shouts();
  }

  bool has_form(std::size_t at) const {
    return words_[at].capital && at + 1 < words_.size() && words_[at + 1].stop == 0 &&
           listed(at + 1, "legal form");
  }

  std::size_t begin_of_name(std::size_t at) const {
    while (at > 0 && words_[at].stop == 0 && words_[at - 1].capital && !listed(at - 1, "opens")) {
      --at;
    }
    return at;
  }

  /// A name that is not the company's: a capital letter that nothing else explains, such as "our Dublin
  /// office".
  bool is_other(std::size_t at) const {
    const told_word& it = words_[at];
    if (!it.capital || listed(at, "no name") || (it.plain.front() >= '0' && it.plain.front() <= '9')) {
      return false;
    }
    const std::size_t begin = begin_of_name(at);
    const bool placed = begin > 0 && words_[begin].stop == 0 &&
                        (listed(begin - 1, "place") || listed(begin - 1, "set against"));
    const bool modifies = begin > 0 && words_[begin].stop == 0 && at + 1 <= verb_ &&
                          words_[at + 1].stop == 0 && !words_[at + 1].capital && !is_verb(at + 1) &&
                          !listed(at + 1, "auxiliary") &&
                          (listed(begin - 1, "our") || listed(begin - 1, "it") || listed(begin - 1, "the"));
    if (placed || modifies || sentence_.shouts()) {
      return false;
    }
    if (has_form(at)) {
      return true;
    }
    if (german_) {
      return is_bare_name(begin, at);
    }
    return at > 0 ? !(at == begin && it.joined && at + 1 < words_.size() && words_[at + 1].joined)
                  : !listed(at, "opens") && leads_to_verb(at + 1);
  }

  /// What stands first is capital anyway; it is a name when the verb or its helpers follow.
  bool leads_to_verb(std::size_t at) const {
    return at >= verb_ || listed(at, "auxiliary") || listed(at, "adverb") || listed(at, "place") ||
           listed(at, "clause") || is_verb(at) || words_[at].stop != 0;
  }

  bool is_verb(std::size_t at) const {
    return listed(at, "finite") || (plain(at).size() > 4 && plain(at).ends_with("ed"));
  }

  /// Every noun of German has a capital letter; a name has no article, and the verb stands beside it.
  bool is_bare_name(std::size_t begin, std::size_t at) const {
    const auto is_noun = [&](std::size_t word) {
      const std::string_view text = plain(word);
      const auto ends = [&](std::string_view tail) { return text.ends_with(tail); };
      return listed(word, "company") || listed(word, "opens") || ends("en") || ends("ung") || ends("ion") ||
             ends("heit") || ends("keit") || ends("schaft") || ends("kapital") || ends("team") ||
             ends("zahl");
    };
    const bool first = begin == 0 || words_[begin].stop != 0;
    return (at + 1 >= verb_ || is_verb(at + 1)) && first && !is_noun(at) &&
           std::none_of(words_.begin() + static_cast<std::ptrdiff_t>(begin),
                        words_.begin() + static_cast<std::ptrdiff_t>(at), [](const told_word& word) {
                          return word.plain.ends_with("es") || is_listed(word.plain, "opens");
                        });
  }

  /// "sicherte sich die Kestrel GmbH": the subject behind the verb, plain by its form.
  bool names_form() const {
    for (std::size_t i = 0; i + 1 < words_.size(); ++i) {
      const std::size_t begin = begin_of_name(i);
      if (has_form(i) && company_.stands_at(sentence_, i) == 0 && !is_part_of_own(i) &&
          (begin == 0 || !listed(begin - 1, "place"))) {
        return true;
      }
    }
    return false;
  }

  bool own_behind(std::string_view label) const {
    for (std::size_t i = std::max<std::size_t>(verb_, 1); i < words_.size(); ++i) {
      if (i > verb_ && words_[i].stop == ',') {
        return false; // what follows is said of somebody else
      }
      if (company_.stands_at(sentence_, i) > 0 && words_[i].stop == 0 && listed(i - 1, label)) {
        return true;
      }
    }
    return false;
  }

  /// Money that others give.
  bool receives() const { return type_ == growth_type::funding_announcements && own_behind("receives"); }

  bool shares() const { return own_behind("shares") || own_behind("receives"); }

  /// "hemos abierto", "abbiamo aperto", "nous ..."
  bool speaks_in_we() const {
    return (sentence_.may_be("es") || sentence_.may_be("it") || sentence_.may_be("fr")) &&
           std::any_of(words_.begin(), words_.end(), [](const told_word& word) {
             return word.plain.size() > 4 && (word.plain.ends_with("mos") || word.plain.ends_with("iamo"));
           });
  }

  const parted_sentence& sentence_;
  const std::vector<told_word>& words_;
  std::size_t verb_;
  growth_type type_;
  const own_name& company_;
  bool german_;
};

bool speaks_of_itself(const parted_sentence& sentence) {
  return std::any_of(sentence.words().begin(), sentence.words().end(), [](const told_word& word) {
    return is_listed(word.plain, "we") || is_listed(word.plain, "our") || is_listed(word.plain, "us");
  });
}

} // namespace

teller whose(const parted_sentence& sentence, std::size_t verb, growth_type type, std::string_view company) {
  if (company.empty()) {
    return speaks_of_itself(sentence) ? teller::own : teller::unclear;
  }
  const own_name name(company);
  return subject_finder(sentence, verb, type, name).find();
}

bool names_own(const parted_sentence& sentence, std::string_view company) {
  if (speaks_of_itself(sentence)) {
    return true;
  }
  const own_name name(company);
  const auto& words = sentence.words();
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool the_company =
        i > 0 && is_listed(words[i].plain, "company") && is_listed(words[i - 1].plain, "the");
    if (the_company || (!company.empty() && name.stands_at(sentence, i) > 0)) {
      return true;
    }
  }
  return false;
}

} // namespace leadstream::intel
