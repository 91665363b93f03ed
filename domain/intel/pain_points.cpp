#include "domain/intel/pain_points.hpp"

#include "domain/intel/rules.hpp"
#include "domain/intel/sentences.hpp"
#include "domain/text/plain_words.hpp"

#include <algorithm>
#include <array>

namespace leadstream::intel {
namespace {

constexpr std::size_t longest_text = 200'000;
constexpr std::size_t longest_sentence = 800;
constexpr double least_trouble = 1.0;
constexpr double wish_weight =
    0.8; ///< lines of weight below 1 are wishes for change: they count in job postings

constexpr std::array<const char*, 4> categories{"compliance", "scaling", "technology", "processes"};

/// A group of word beginnings.
struct word_list {
  std::string label;
  double weight = 1;
  std::vector<std::string> words;
};

std::vector<word_list> read_words() {
  std::vector<word_list> lists;
  for (const text_rule& rule : read_rules("pain_points", false)) {
    word_list list{rule.label, rule.weight, {}};
    std::string_view rest = rule.expression;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(','), rest.size());
      std::string word(rest.substr(0, end));
      word.erase(0, word.find_first_not_of(' '));
      std::replace(word.begin(), word.end(), '_', ' ');
      if (!word.empty()) {
        list.words.push_back(" " + word);
      }
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    lists.push_back(std::move(list));
  }
  return lists;
}

struct pain_rules {
  std::vector<word_list> words = read_words();
  std::vector<text_rule> denials = read_rules("pain_denials", true);
};

const pain_rules& rules() {
  static const pain_rules all;
  return all;
}

/// The weight of all words of a label that stand in a text framed by blanks.
double weigh(std::string_view framed, std::string_view label, bool with_wishes) {
  double sum = 0;
  for (const word_list& list : rules().words) {
    if (list.label != label || (list.weight <= wish_weight && !with_wishes)) {
      continue;
    }
    for (const std::string& word : list.words) {
      sum += framed.find(word) != std::string_view::npos ? list.weight : 0;
    }
  }
  return sum;
}

bool is_denied(std::string_view plain) {
  return std::any_of(rules().denials.begin(), rules().denials.end(),
                     [&](const text_rule& rule) { return find(rule, plain).found(); });
}

/// How much trouble the clauses tell that do not take it back.
double trouble_of(std::string_view sentence, text_kind kind) {
  double trouble = 0;
  for (const std::string_view clause : split_clauses(sentence)) {
    const std::string plain = plain_words(clause);
    trouble += is_denied(plain) ? 0 : weigh(" " + plain + " ", "trouble", kind == text_kind::job);
  }
  return trouble;
}

std::optional<pain_point> read_sentence(std::string_view sentence, text_kind kind) {
  const double trouble = trouble_of(sentence, kind);
  const double needed = kind == text_kind::job ? wish_weight : least_trouble;
  if (trouble < needed) {
    return std::nullopt;
  }
  const std::string framed = " " + plain_words(sentence) + " ";
  const char* about = nullptr;
  double most = 0;
  for (const char* category : categories) {
    const double weight = weigh(framed, category, false);
    if (weight > most) {
      most = weight;
      about = category;
    }
  }
  if (about == nullptr) {
    return std::nullopt;
  }
  const double confidence = std::min(0.95, 0.4 + 0.15 * std::min(trouble, 3.0) + 0.1 * std::min(most, 2.0));
  return pain_point{about, std::string(sentence), confidence};
}

} // namespace

std::vector<pain_point> find_pain_points(const source_text& from) {
  std::vector<pain_point> found;
  if (from.kind == text_kind::news) {
    return found; // the press tells of others' troubles too; blogs, postings and reviews tell of the
                  // company's own
  }
  for (const std::string_view sentence : split_sentences(from.text.substr(0, longest_text))) {
    if (sentence.size() > longest_sentence) {
      continue;
    }
    if (auto point = read_sentence(sentence, from.kind)) {
      found.push_back(std::move(*point));
    }
  }
  return found;
}

} // namespace leadstream::intel
