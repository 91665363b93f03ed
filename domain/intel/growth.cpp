#include "domain/intel/growth.hpp"

#include "domain/intel/rules.hpp"
#include "domain/intel/sentences.hpp"
#include "domain/model/names.hpp"
#include "domain/text/plain_words.hpp"

#include <re2/re2.h>

#include <algorithm>
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

bool is_denied(std::string_view plain, const span& match) {
  return std::any_of(rules().denials.begin(), rules().denials.end(), [&](const text_rule& rule) {
    return find(rule, plain.substr(0, rule.label == "subject" ? match.begin : match.end)).found();
  });
}

/// Whose news a sentence tells.
enum class teller { own, unclear, other };

bool has_word(std::string_view plain, std::string_view word) {
  return (" " + std::string(plain) + " ").find(" " + std::string(word) + " ") != std::string::npos;
}

/// Whether the first word stands in capitals because it is the first, not because it is a name.
bool opens_sentence(std::string_view plain) {
  const std::string_view first = plain.substr(0, plain.find(' '));
  constexpr std::string_view words =
      " the a an its their this these after in on with as since at by today now last der die das ein "
      "eine im nach le la les un une en el los il lo i una uno nel ";
  return words.find(" " + std::string(first) + " ") != std::string_view::npos;
}

/// A name before the verb that is not the company's: a capital letter that no beginning of a sentence
/// explains.
bool names_another(std::string_view sentence, std::string_view subject_plain) {
  std::size_t words = split_words(subject_plain).size();
  for (std::size_t at = 0; at < sentence.size() && words > 0; --words) {
    const bool capital = sentence[at] >= 'A' && sentence[at] <= 'Z';
    if (capital && (at > 0 || !opens_sentence(subject_plain))) {
      return true;
    }
    at = std::min(sentence.find_first_not_of(' ', sentence.find(' ', at)), sentence.size());
  }
  return false;
}

teller whose(std::string_view sentence, std::string_view plain, const span& match, std::string_view company) {
  for (const std::string_view word : {"we", "our", "us", "i", "wir", "unser", "unsere", "nous", "notre",
                                      "nosotros", "nuestra", "nuestro", "noi", "nostra", "nostro"}) {
    if (has_word(plain, word)) {
      return teller::own;
    }
  }
  if (company.empty()) {
    return teller::unclear;
  }
  const std::string name = plain_words(company);
  const std::vector<std::string_view> name_words = split_words(name);
  const std::string_view before = plain.substr(0, match.begin);
  if (!name_words.empty() &&
      (has_word(before, name_words.front()) || has_word(plain, "by " + std::string(name_words.front())))) {
    return teller::own;
  }
  for (const std::string_view word :
       {"the company", "the firm", "the startup", "the start up", "the business", "the group", "it", "its",
        "they", "das unternehmen", "die firma", "l entreprise", "la empresa", "l azienda"}) {
    if (has_word(before, word)) {
      return teller::own;
    }
  }
  return names_another(sentence, before) ? teller::other : teller::unclear;
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
    if (!match.found() || !type || (best && best->confidence >= rule.weight) || is_denied(plain, match)) {
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
