#include "domain/intel/growth.hpp"

#include "domain/intel/growth_frames.hpp"
#include "domain/intel/rules.hpp"
#include "domain/intel/sentences.hpp"
#include "domain/intel/teller.hpp"
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
class sentence_reader {
public:
  sentence_reader(std::string_view sentence, const source_text& from)
      : sentence_(sentence), from_(from), plain_(plain_words(sentence)) {}

  std::optional<growth_signal> read(wall_time now) {
    for (const text_rule& rule : rules().signals) {
      if (const auto type = parse_growth_type(rule.label)) {
        consider(*type, rule.weight, find(rule, plain_), false);
      }
    }
    const framed_sentence framed(plain_);
    for (const growth_frame& frame : growth_frames()) {
      consider(frame.type, frame.weight, framed.find(frame), frame.own_only);
    }
    if (best_) {
      best_->confidence *= freshness(from_, plain_, now);
      add_funding_details(*best_);
    }
    return best_ && best_->confidence >= least_confidence ? best_ : std::nullopt;
  }

private:
  void consider(growth_type type, double weight, const span& match, bool own_only) {
    if (!match.found() || (best_ && best_->confidence >= weight) ||
        is_denied(plain_, match, std::string(to_string(type)))) {
      return;
    }
    const teller by = whose(sentence_, plain_, match.begin, from_.company);
    if (by == teller::own || (by == teller::unclear && !own_only)) {
      best_ = growth_signal{
          type, std::string(sentence_), weight * (by == teller::own ? 1 : subject_unclear), {}, {}, {}};
    }
  }

  std::string_view sentence_;
  const source_text& from_;
  std::string plain_;
  std::optional<growth_signal> best_;
};

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
    if (auto signal = sentence_reader(sentence, from).read(now)) {
      found.push_back(std::move(*signal));
    }
  }
  return found;
}

} // namespace leadstream::intel
