#include "domain/dedup/name_match.hpp"

#include "domain/dedup/names.hpp"
#include "domain/dedup/similarity.hpp"

#include <algorithm>
#include <span>

namespace leadstream::dedup {
namespace {

constexpr double similar_names = 0.85; // the floor of fuzzy matching
constexpr double similar_words = 0.8;
constexpr double transposed_words = 0.93;
constexpr double partial_names = 0.6;
constexpr double whole_cover = 0.85;
constexpr double rare_enough = 0.6;

std::span<const weighted_word> words_of(const profile& a) {
  return {a.words.data(), a.word_count};
}

double compare_words(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) {
    std::swap(a, b);
  }
  if (a.size() >= 4 && b.starts_with(a)) {
    return 0.9; // "deli" for "delicatessen"
  }
  if (a.size() < 4 || a.size() * 2 < b.size()) {
    return 0;
  }
  const double alike = edit_similarity(a, b);
  if (alike >= similar_words) {
    return alike;
  }
  // Letters that changed places count twice as edits.
  return a.size() == b.size() && jaro_winkler(a, b) >= transposed_words ? similar_words : 0;
}

double best_partner(const profile& a, const weighted_word& word, const profile& b) {
  double best = 0;
  for (const weighted_word& other : words_of(b)) {
    if (other.hash == word.hash) {
      return 1;
    }
    best = std::max(best, compare_words(a.view(word.text), b.view(other.text)));
  }
  return best;
}

struct cover {
  double share = 0;    ///< of the weight of all words
  double weight = 0;   ///< of the words found
  bool outlet = false; ///< a word that is not found names an outlet
};

/// How much of a's name is found in b's.
cover cover_of(const profile& a, const profile& b) {
  double all = 0;
  cover found;
  for (const weighted_word& word : words_of(a)) {
    const auto weight = static_cast<double>(word.weight);
    const double partner = best_partner(a, word, b);
    all += weight;
    found.weight += weight * partner;
    found.outlet = found.outlet || (partner == 0 && names_outlet(a.view(word.text)));
  }
  found.share = all > 0 ? found.weight / all : 0;
  return found;
}

std::string joined(std::string_view name) {
  std::string text(name);
  std::erase(text, ' ');
  return text;
}

double rarity_of(const profile& a) {
  double sum = 0;
  for (const weighted_word& word : words_of(a)) {
    sum += static_cast<double>(word.weight);
  }
  return sum;
}

/// "ibm" for "international business machines".
bool is_acronym(const profile& shorter, const profile& longer) {
  const std::string_view letters = shorter.view(shorter.name);
  const auto words = words_of(longer);
  return letters.size() >= 3 && letters.size() == words.size() &&
         std::equal(words.begin(), words.end(), letters.begin(), [&](const weighted_word& word, char letter) {
           return longer.view(word.text)[0] == letter;
         });
}

likeness level_of(double similarity, const cover& left, const cover& right) {
  const double rarity = std::max(left.weight, right.weight);
  const double most = std::max(left.share, right.share);
  const bool shares = rarity >= rare_enough && most >= partial_names;
  if (left.outlet && right.outlet && shares) {
    return likeness::sibling;
  }
  if (similarity >= similar_names) {
    return likeness::similar;
  }
  if (most >= whole_cover) {
    return rarity >= rare_enough ? likeness::contained : likeness::partial;
  }
  return shares || similarity >= partial_names + 0.1 ? likeness::partial : likeness::different;
}

double harmonic(double a, double b) {
  return a + b > 0 ? 2 * a * b / (a + b) : 0;
}

} // namespace

name_match compare_names(const profile& a, const profile& b) {
  const std::string_view left = a.view(a.name);
  const std::string_view right = b.view(b.name);
  if (left.empty() || right.empty()) {
    return {};
  }
  if (left == right || (left.size() + right.size() < 128 && joined(left) == joined(right))) {
    return {likeness::identical, 1, std::min(rarity_of(a), rarity_of(b))};
  }
  const cover in_right = cover_of(a, b);
  const cover in_left = cover_of(b, a);
  const double by_words = harmonic(in_right.share, in_left.share);
  const double similarity = std::max(by_words, edit_similarity(left, right));
  const double rarity = std::min(in_right.weight, in_left.weight);
  if (in_right.share > 0.999 && in_left.share > 0.999) {
    return {likeness::identical, 1, rarity}; // the same words in another order
  }
  if (is_acronym(a, b) || is_acronym(b, a)) {
    return {likeness::partial, partial_names, rare_enough};
  }
  return {level_of(similarity, in_right, in_left), similarity, rarity};
}

} // namespace leadstream::dedup
