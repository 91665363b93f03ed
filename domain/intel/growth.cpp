#include "domain/intel/growth.hpp"

#include "domain/intel/rules.hpp"
#include "domain/intel/sentences.hpp"
#include "domain/model/names.hpp"
#include "domain/text/plain_words.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace leadstream::intel {
namespace {

constexpr std::size_t longest_text = 200'000;
constexpr std::size_t longest_sentence = 600;
constexpr std::size_t shortest_sentence = 12;
constexpr double least_confidence = 0.3;
constexpr double half_life_days = 365;
constexpr double subject_unclear = 0.85; ///< of the confidence, when nothing says whose news it is

constexpr name_table<text_kind, 4> kinds{{{{text_kind::news, "news"},
                                           {text_kind::job, "job"},
                                           {text_kind::blog, "blog"},
                                           {text_kind::review, "review"}}}};

struct growth_rules {
  std::vector<text_rule> signals = read_rules("growth_signals", true);
  std::vector<text_rule> denials = read_rules("growth_denials", true);
};

const growth_rules& rules() {
  static const growth_rules all;
  return all;
}

/// A denial is looked for before what sounds like growth, up to its end, or (of one kind of growth alone) in
/// the whole sentence.
bool is_denied(std::string_view plain, const span& match, const std::string& type) {
  return std::any_of(rules().denials.begin(), rules().denials.end(), [&](const text_rule& rule) {
    if (rule.label != "subject" && rule.label != "clause") {
      return rule.label == type && find(rule, plain).found();
    }
    return find(rule, plain.substr(0, rule.label == "subject" ? match.begin : match.end)).found();
  });
}

/// Whose news a sentence tells.
enum class teller { own, unclear, other };

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

/// Whether the company does what the sentence tells, or has it done to it.
bool names_company(std::string_view plain, std::string_view before, std::string_view company) {
  const std::string name = plain_words(company);
  const std::string first = name.substr(0, name.find(' '));
  if (first.empty()) {
    return false;
  }
  return has_word(before, first) || has_word(plain, "by " + first) || has_word(plain, "into " + first) ||
         has_word(plain, "in " + first) || has_word(plain, "at " + first);
}

teller whose(std::string_view sentence, std::string_view plain, const span& match, std::string_view company) {
  if (has_any(plain, own_words)) {
    return teller::own;
  }
  if (company.empty()) {
    return teller::unclear;
  }
  const std::string_view before = plain.substr(0, match.begin);
  if (names_company(plain, before, company) || has_any(plain, company_words)) {
    return teller::own;
  }
  if (is_german(plain)) {
    return teller::unclear;
  }
  if (names_another(sentence, split_words(before).size())) {
    return teller::other;
  }
  return has_any(before, pronouns) ? teller::own : teller::unclear;
}

/// The year that a sentence dates itself by; 0 when none.
int year_in(std::string_view plain) {
  static const re2::RE2 year(R"(\b(19[5-9]\d|20\d\d)\b)");
  int found = 0;
  return re2::RE2::PartialMatch({plain.data(), plain.size()}, year, &found) ? found : 0;
}

int year_of(wall_time moment) {
  const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(moment)};
  return static_cast<int>(date.year());
}

/// How much of the confidence is left: half with each year of age.
double freshness(const source_text& from, std::string_view plain, wall_time now) {
  const wall_time published = from.date.value_or(now);
  const double days = std::chrono::duration<double, std::ratio<86'400>>(now - published).count();
  const int year = year_in(plain);
  const double told_days = year == 0 ? 0
                                     : std::max(0, year_of(published) - year - 1) * half_life_days +
                                           (year < year_of(published) ? half_life_days / 2 : 0);
  return std::exp2(-std::max(0.0, days + told_days) / half_life_days);
}

std::string captured(const re2::RE2& expression, std::string_view sentence) {
  std::string text;
  re2::RE2::PartialMatch({sentence.data(), sentence.size()}, expression, &text);
  return text;
}

void add_funding_details(growth_signal& to) {
  static const re2::RE2 amount(
      R"((?i)((?:US\$|CHF|EUR|USD|GBP|[$€£])\s?\d[\d.,']*\s?(?:k|m|mn|bn|mio\.?|million|billion|thousand|millionen|millions|millones|milioni)?\b|\d[\d.,']*\s?(?:million|billion|millionen|mio\.?|millions|millones|milioni|m|bn)\s?(?:dollars|euros?|francs|CHF|EUR|USD|GBP|pounds|Franken|d'euros|de euros|di euro)))");
  static const re2::RE2 round(R"((?i)\b(series [a-h]|pre-seed|seed)\b)");
  static const re2::RE2 investor(
      R"(\b(?:led by|from|angeführt von|mené par|liderada por|guidato da)\s+((?:[A-Z][\w&.-]*\s?){1,4}))");
  if (to.type == growth_type::funding_announcements) {
    to.amount = captured(amount, to.sentence);
    to.round = captured(round, to.sentence);
    to.investor = captured(investor, to.sentence);
    to.investor.erase(to.investor.find_last_not_of(" .") + 1);
  }
}

/// The surest signal of a sentence.
std::optional<growth_signal> read_sentence(std::string_view sentence, const source_text& from,
                                           wall_time now) {
  const std::string plain = plain_words(sentence);
  std::optional<growth_signal> best;
  for (const text_rule& rule : rules().signals) {
    const span match = find(rule, plain);
    const auto type = parse_growth_type(rule.label);
    if (!match.found() || !type || (best && best->confidence >= rule.weight) ||
        is_denied(plain, match, rule.label)) {
      continue;
    }
    const teller by = whose(sentence, plain, match, from.company);
    if (by != teller::other) {
      best = growth_signal{
          *type, std::string(sentence), rule.weight * (by == teller::own ? 1 : subject_unclear), {}, {}, {}};
    }
  }
  if (best) {
    best->confidence *= freshness(from, plain, now);
    add_funding_details(*best);
  }
  return best && best->confidence >= least_confidence ? best : std::nullopt;
}

} // namespace

std::optional<text_kind> parse_text_kind(std::string_view text) {
  return kinds.parse(text);
}

std::vector<growth_signal> find_growth(const source_text& from, wall_time now) {
  std::vector<growth_signal> found;
  if (from.kind == text_kind::review) {
    return found; // customers tell of their own visit, not of the company's plans
  }
  for (const std::string_view sentence : split_sentences(from.text.substr(0, longest_text))) {
    if (sentence.size() < shortest_sentence || sentence.size() > longest_sentence || sentence.back() == '?') {
      continue;
    }
    if (auto signal = read_sentence(sentence, from, now)) {
      found.push_back(std::move(*signal));
    }
  }
  return found;
}

} // namespace leadstream::intel
