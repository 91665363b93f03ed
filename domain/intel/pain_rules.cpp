#include "domain/intel/pain_rules.hpp"

#include "domain/lexicons.hpp"
#include "domain/text/plain_words.hpp"
#include "domain/text/string_map.hpp"

#include <algorithm>
#include <string>

namespace leadstream::intel {
namespace {

using groups = extraction::string_map<std::string>;

/// The groups of pain_words, each as alternatives of an expression.
groups read_groups() {
  groups made;
  for (const std::string_view line : lexicon_lines("pain_words")) {
    const std::size_t colon = std::min(line.find(": "), line.size());
    std::string& words = made[std::string(line.substr(0, colon))];
    std::string more(line.substr(std::min(colon + 2, line.size())));
    std::replace(more.begin(), more.end(), ' ', '|');
    std::replace(more.begin(), more.end(), '_', ' ');
    words += (words.empty() ? "" : "|") + more;
  }
  return made;
}

/// An expression with its groups written out.
std::string written_out(std::string_view expression, const groups& all) {
  std::string text;
  for (std::size_t at = 0; at < expression.size();) {
    const std::size_t open = std::min(expression.find('<', at), expression.size());
    const std::size_t close = std::min(expression.find('>', open), expression.size());
    text += expression.substr(at, open - at);
    if (const auto group =
            all.find(expression.substr(std::min(open + 1, close), close - open - (open < close)));
        group != all.end()) {
      text += "(?:" + group->second + ")";
    }
    at = close + 1;
  }
  return text;
}

std::vector<text_rule> read_grouped(std::string_view lexicon, const groups& all) {
  auto made = read_rules(lexicon, false);
  for (text_rule& rule : made) {
    rule.expression = written_out(rule.expression, all);
    compile(rule);
  }
  return made;
}

/// A denial, by how far it looks and in what texts.
struct denial {
  std::string scope; ///< "" (a clause), "sentence" or "general"
  std::optional<text_kind> kind;
  text_rule rule;
};

struct pain_rules {
  groups words = read_groups();
  std::vector<text_rule> turns = read_grouped("pain_turns", words);
  std::vector<denial> denials;
  text_rule ours;

  pain_rules() {
    std::stable_sort(turns.begin(), turns.end(),
                     [](const text_rule& a, const text_rule& b) { return a.weight > b.weight; });
    for (text_rule& rule : read_grouped("pain_denials", words)) {
      if (rule.label == "ours") {
        ours = std::move(rule);
        continue;
      }
      const auto label = split_words(rule.label);
      denial made{label.empty() ? "" : std::string(label[0]),
                  label.size() > 1 ? parse_text_kind(label[1]) : std::nullopt,
                  {}};
      made.rule = std::move(rule);
      denials.push_back(std::move(made));
    }
  }
};

const pain_rules& rules() {
  static const pain_rules all;
  return all;
}

} // namespace

std::optional<pain_turn> pain_turn_in(std::string_view plain) {
  const auto& turns = rules().turns;
  const auto turn = std::find_if(turns.begin(), turns.end(),
                                 [&](const text_rule& rule) { return find(rule, plain).found(); });
  return turn == turns.end() ? std::nullopt : std::optional(pain_turn{turn->label, turn->weight});
}

bool speaks_of_house(std::string_view plain) {
  return find(rules().ours, plain).found();
}

bool clause_denies_pain(std::string_view plain) {
  return std::any_of(rules().denials.begin(), rules().denials.end(), [&](const denial& each) {
    return each.scope.empty() && find(each.rule, plain).found();
  });
}

bool sentence_denies_pain(std::string_view plain, text_kind kind) {
  const bool of_ours = speaks_of_house(plain);
  return std::any_of(rules().denials.begin(), rules().denials.end(), [&](const denial& each) {
    return !each.scope.empty() && (each.scope != "general" || !of_ours) &&
           (!each.kind || *each.kind == kind) && find(each.rule, plain).found();
  });
}

} // namespace leadstream::intel
