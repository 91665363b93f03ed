#include "domain/intel/growth.hpp"

#include "domain/intel/clauses.hpp"
#include "domain/intel/funding.hpp"
#include "domain/intel/growth_frames.hpp"
#include "domain/intel/rules.hpp"
#include "domain/intel/sentences.hpp"
#include "domain/intel/teller.hpp"
#include "domain/intel/told_time.hpp"
#include "domain/model/names.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

namespace leadstream::intel {
namespace {

constexpr std::size_t longest_text = 200'000;
constexpr std::size_t longest_sentence = 600;
constexpr std::size_t shortest_sentence = 12;
constexpr double least_confidence = 0.3;
constexpr double days_of_year = 365;     ///< after each the confidence is halved
constexpr double last_of_old = 0.05;     ///< what the confidence of the oldest news falls to
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

/// The part of a rule's label behind its first word, empty when it has one word.
std::string_view behind_first(std::string_view label) {
  const std::size_t blank = label.find(' ');
  return blank == std::string_view::npos ? std::string_view() : label.substr(blank + 1);
}

/// A denial is looked for in the clause of what sounds like growth: before it (subject), up to its end
/// (clause), or, of one kind of growth alone, in the whole part of the sentence.
bool is_denied(const parted_sentence& sentence, const span& match, std::string_view type) {
  if (sentence.words().empty()) {
    return false;
  }
  const told_word& first =
      sentence.words()[std::min(sentence.word_at(match.begin), sentence.words().size() - 1)];
  const auto& clause = sentence.clauses()[first.clause];
  const auto& part = sentence.parts()[first.part];
  const std::string_view sober = sentence.sober();
  const auto stretch = [&](std::size_t begin, std::size_t end) {
    return sober.substr(begin, std::max(end, begin) - begin);
  };
  return std::any_of(rules().denials.begin(), rules().denials.end(), [&](const text_rule& rule) {
    const std::string_view label = rule.label;
    const std::string_view scope = label.substr(0, label.find(' '));
    if (scope != "subject" && scope != "clause") {
      return label == type && find(rule, stretch(part.begin, part.end)).found();
    }
    if (const std::string_view language = behind_first(label);
        !language.empty() && !sentence.may_be(language)) {
      return false;
    }
    return find(rule, stretch(clause.begin, scope == "subject" ? match.begin : std::min(match.end, part.end)))
        .found();
  });
}

/// How much of a confidence is left after some days: half with each year.
double worn(double days) {
  return std::exp2(-std::max(0.0, days) / days_of_year);
}

/// Whole days: one text gives one figure all day long.
double days_between(wall_time then, wall_time now) {
  using std::chrono::days;
  return static_cast<double>((std::chrono::floor<days>(now) - std::chrono::floor<days>(then)).count());
}

/// The signals of a sentence: the surest of each part, as far as they are of different kinds.
class sentence_reader {
public:
  sentence_reader(std::string_view sentence, const source_text& from, wall_time now)
      : sentence_(sentence), from_(from), parted_(sentence), framed_(parted_.plain()), now_(now),
        told_on_(told_day(sentence, parted_, published())) {}

  std::vector<growth_signal> read() {
    std::vector<growth_signal> found;
    for (const auto& part : parted_.parts()) {
      best_.reset();
      read_part(part);
      if (best_) {
        keep(*std::move(best_), found);
      }
    }
    return found;
  }

private:
  using stretch = parted_sentence::stretch;

  void read_part(const stretch& part) {
    for (const text_rule& rule : rules().signals) {
      const bool of_thing = rule.label.ends_with('~');
      if (const auto type = parse_growth_type(rule.label.substr(0, rule.label.size() - (of_thing ? 1 : 0)))) {
        read_rule(rule, *type, part, of_thing);
      }
    }
    for (const growth_frame& frame : growth_frames()) {
      consider({frame.type, frame.weight, frame.own_only, false}, framed_.find(frame, part.begin, part.end),
               part);
    }
  }

  /// Where a denial stands against the first match, a later clause may still tell.
  void read_rule(const text_rule& rule, growth_type type, const stretch& part, bool of_thing) {
    for (const auto& clause : parted_.clauses()) {
      if (clause.begin < part.begin || clause.begin >= part.end) {
        continue;
      }
      const std::string_view rest =
          std::string_view(parted_.plain()).substr(clause.begin, part.end - clause.begin);
      const span match = find(rule, rest);
      if (!match.found()) {
        return;
      }
      if (consider({type, rule.weight, false, of_thing},
                   {clause.begin + match.begin, clause.begin + match.end}, part)) {
        return;
      }
    }
  }

  struct clue {
    growth_type type;
    double weight;
    bool own_only;
    bool of_thing; ///< the subject is what is sold
  };

  bool consider(const clue& told, const span& match, const stretch& part) {
    if (!match.found() || (best_ && best_->confidence >= told.weight) ||
        is_denied(parted_, match, to_string(told.type))) {
      return false;
    }
    teller by = whose(parted_, match.begin, told.type, from_.company);
    const bool own_posting = told.type == growth_type::recent_job_postings && from_.kind == text_kind::job;
    by = by == teller::other && (told.of_thing || own_posting) ? teller::unclear : by;
    if (by == teller::other || (by == teller::unclear && told.own_only)) {
      return false;
    }
    const double before =
        told_days(std::string_view(parted_.plain()).substr(part.begin, part.end - part.begin), published());
    const double sure = told.weight * (by == teller::own ? 1 : subject_unclear) * worn(before);
    if (sure >= least_confidence && (!best_ || best_->confidence < sure)) {
      best_ = growth_signal{told.type, std::string(sentence_), sure, {}, {}};
    }
    return true;
  }

  void keep(growth_signal signal, std::vector<growth_signal>& found) const {
    signal.date = told_on_;
    if (signal.type == growth_type::funding_announcements) {
      signal.funding = funding_of(sentence_);
    }
    signal.confidence = std::max(last_of_old, signal.confidence * worn(days_between(happened(), now_)));
    const auto same = std::find_if(found.begin(), found.end(),
                                   [&](const growth_signal& each) { return each.type == signal.type; });
    if (same == found.end()) {
      found.push_back(std::move(signal));
    } else if (same->confidence < signal.confidence) {
      *same = std::move(signal);
    }
  }

  wall_time published() const { return from_.date.value_or(now_); }
  wall_time happened() const { return told_on_ ? wall_time(*told_on_) : published(); }

  std::string_view sentence_;
  const source_text& from_;
  parted_sentence parted_;
  framed_sentence framed_;
  wall_time now_;
  std::optional<std::chrono::sys_days> told_on_;
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
    auto told = sentence_reader(sentence, from, now).read();
    std::move(told.begin(), told.end(), std::back_inserter(found));
  }
  return found;
}

} // namespace leadstream::intel
