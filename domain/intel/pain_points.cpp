#include "domain/intel/pain_points.hpp"

#include "domain/intel/clauses.hpp"
#include "domain/intel/pain_rules.hpp"
#include "domain/intel/rules.hpp"
#include "domain/intel/sentences.hpp"
#include "domain/intel/teller.hpp"
#include "domain/text/plain_words.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <numeric>
#include <optional>
#include <tuple>

namespace leadstream::intel {
namespace {

constexpr std::size_t longest_text = 200'000;
constexpr std::size_t longest_sentence = 800;
constexpr double least_trouble = 1.0;
constexpr double least_topic = 0.79; ///< more than one word that says little alone
constexpr std::size_t farthest = 70; ///< bytes between a trouble and what it is about
// The weights of the lines of "trouble" say what they are.
constexpr double state_weight = 1.0;
constexpr double strong_wish = 0.9;
constexpr double weak_wish = 0.8;

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

const std::vector<word_list>& words() {
  static const std::vector<word_list> all = read_words();
  return all;
}

/// A weighted word of trouble or of a topic and where it stands.
struct place {
  std::size_t at = 0;
  double weight = 0;
};

/// Where the words of a label stand first in a text framed by blanks.
std::vector<place> places_of(std::string_view framed, std::string_view label) {
  std::vector<place> places;
  for (const word_list& list : words()) {
    if (list.label != label) {
      continue;
    }
    for (const std::string& word : list.words) {
      if (const std::size_t at = framed.find(word); at != std::string_view::npos) {
        places.push_back({at, list.weight});
      }
    }
  }
  return places;
}

bool speaks_of_ours(std::string_view framed) {
  constexpr std::array<std::string_view, 8> words{" our ", " us ",    " unser", " notre ",
                                                  " nos ", " nuestr", " nostr", " my "};
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return framed.find(word) != std::string_view::npos; });
}

/// The trouble in a clause. A wish for change is one in a job posting, when it is about what is there; a
/// weaker wish only beside a state that wants mending.
std::vector<place> trouble_in(std::string_view framed, text_kind kind) {
  auto places = places_of(framed, "trouble");
  const bool state = std::any_of(places.begin(), places.end(),
                                 [](const place& each) { return each.weight >= state_weight; });
  const bool posting = kind == text_kind::job;
  const bool ours = posting && speaks_of_ours(framed);
  std::erase_if(places, [&](const place& each) {
    return (each.weight == strong_wish && !ours) || (each.weight == weak_wish && !(posting && state));
  });
  return places;
}

/// Several beginnings of one word count once.
double sum(std::vector<place> places) {
  std::sort(places.begin(), places.end(), [](const place& a, const place& b) {
    return std::tie(a.at, b.weight) < std::tie(b.at, a.weight);
  });
  places.erase(
      std::unique(places.begin(), places.end(), [](const place& a, const place& b) { return a.at == b.at; }),
      places.end());
  return std::accumulate(places.begin(), places.end(), 0.0,
                         [](double total, const place& each) { return total + each.weight; });
}

/// What stands near a trouble.
std::vector<place> near_to(const std::vector<place>& topics, const std::vector<place>& troubles) {
  std::vector<place> near;
  std::copy_if(topics.begin(), topics.end(), std::back_inserter(near), [&](const place& topic) {
    return std::any_of(troubles.begin(), troubles.end(), [&](const place& trouble) {
      return std::max(topic.at, trouble.at) - std::min(topic.at, trouble.at) <= farthest;
    });
  });
  return near;
}

std::optional<pain_point> by_turn(std::string_view plain, std::string_view sentence) {
  const auto turn = pain_turn_in(plain);
  return turn
             ? std::optional(pain_point{std::string(turn->category), std::string(sentence), turn->confidence})
             : std::nullopt;
}

/// Words of trouble with a topic beside them: in the same clause, or in the one before ("a fine app, but it
/// is slow").
std::optional<pain_point> by_words(std::string_view framed, std::string_view before, text_kind kind,
                                   std::string_view sentence) {
  const auto troubles = trouble_in(framed, kind);
  const double trouble = sum(troubles);
  const bool wish = std::any_of(troubles.begin(), troubles.end(),
                                [](const place& each) { return each.weight == strong_wish; });
  if (trouble < (wish ? strong_wish : least_trouble)) {
    return std::nullopt;
  }
  const char* about = nullptr;
  double most = least_topic;
  for (const char* category : categories) {
    if (const double weight = sum(near_to(places_of(framed, category), troubles)); weight > most) {
      most = weight;
      about = category;
    }
  }
  for (std::size_t i = 0; about == nullptr && !before.empty() && i < categories.size(); ++i) {
    if (const double weight = sum(places_of(before, categories[i])); weight > least_topic) {
      most = weight;
      about = categories[i];
    }
  }
  if (about == nullptr) {
    return std::nullopt;
  }
  const double confidence = std::min(0.95, 0.4 + 0.15 * std::min(trouble, 3.0) + 0.1 * std::min(most, 2.0));
  return pain_point{about, std::string(sentence), confidence};
}

/// The surest of what the clauses say, each unless it is denied, which is asked last: few tell of a trouble.
/// In a blog words alone tell only of the house that speaks of itself.
std::optional<pain_point> read_clauses(std::string_view sentence, const std::string& plain_sentence,
                                       text_kind kind) {
  const bool own = kind != text_kind::blog || speaks_of_house(plain_sentence);
  std::optional<pain_point> told;
  std::string before;
  const auto clauses = split_clauses(sentence);
  for (const std::string_view clause : clauses) {
    const std::string plain = plain_words(clause);
    const std::string framed = " " + plain + " ";
    auto point = by_turn(plain, sentence);
    point = point || !own ? point : by_words(framed, before, kind, sentence);
    if (point && (!told || told->confidence < point->confidence) && !clause_denies_pain(plain)) {
      told = std::move(point);
    }
    before = framed;
  }
  if (told || clauses.size() == 1) {
    return told;
  }
  auto whole = by_turn(plain_sentence, sentence);
  const bool denied = whole && std::any_of(clauses.begin(), clauses.end(), [](std::string_view clause) {
                        return clause_denies_pain(plain_words(clause));
                      });
  return denied ? std::nullopt : whole;
}

/// The press tells of others' troubles too: there only a turn counts, in a sentence that names the company.
std::optional<pain_point> read_news(std::string_view sentence, const std::string& plain,
                                    std::string_view company) {
  auto point = by_turn(plain, sentence);
  return point && !clause_denies_pain(plain) && names_own(parted_sentence(sentence), company) ? point
                                                                                              : std::nullopt;
}

std::optional<pain_point> read_sentence(std::string_view sentence, const source_text& from) {
  if (sentence.back() == '?') {
    return std::nullopt;
  }
  const std::string plain = plain_words(sentence);
  auto point = from.kind == text_kind::news ? read_news(sentence, plain, from.company)
                                            : read_clauses(sentence, plain, from.kind);
  return point && !sentence_denies_pain(plain, from.kind) ? point : std::nullopt;
}

} // namespace

std::vector<pain_point> find_pain_points(const source_text& from) {
  std::vector<pain_point> found;
  for (const std::string_view sentence : split_sentences(from.text.substr(0, longest_text))) {
    if (sentence.size() > longest_sentence) {
      continue;
    }
    if (auto point = read_sentence(sentence, from)) {
      found.push_back(std::move(*point));
    }
  }
  return found;
}

} // namespace leadstream::intel
