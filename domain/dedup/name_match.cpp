#include "domain/dedup/name_match.hpp"

#include "domain/dedup/names.hpp"
#include "domain/dedup/similarity.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <span>

namespace leadstream::dedup {
namespace {

constexpr double similar_names = 0.85; // the floor of fuzzy matching
constexpr double similar_words = 0.8;
constexpr double transposed_words = 0.93;
constexpr double partial_names = 0.6;
constexpr double whole_cover = 0.85;
constexpr double rare_enough = 0.6;
constexpr double similarity_of_slips = 0.5;
constexpr float weight_of_rare = 0.99F;
constexpr float weight_of_trade = 0.25F;
constexpr std::size_t shortest_own = 3;

std::span<const weighted_word> words_of(const profile& a) {
  return {a.words.data(), a.word_count};
}

/// Words whose letters differ so much that no few edits make them alike.
bool differ_in_letters(const weighted_word& a, const weighted_word& b) {
  const auto longer = std::max<unsigned>(a.text.size, b.text.size);
  const auto edits = longer / 5 + 1;
  return static_cast<unsigned>(std::popcount(a.letters ^ b.letters)) > 2 * edits;
}

double compare_spellings(std::string_view a, std::string_view b) {
  const double alike = edit_similarity(a, b);
  if (alike >= similar_words) {
    return alike;
  }
  // Letters that changed places count twice as edits.
  return a.size() == b.size() && jaro_winkler(a, b) >= transposed_words ? similar_words : 0;
}

double compare_words(const profile& a, const weighted_word& word, const profile& b,
                     const weighted_word& other) {
  if (word.hash == other.hash) {
    return 1;
  }
  std::string_view shorter = a.view(word.text);
  std::string_view longer = b.view(other.text);
  if (shorter.size() > longer.size()) {
    std::swap(shorter, longer);
  }
  if (shorter.size() < 4) {
    return 0;
  }
  if (shorter[0] == longer[0] && longer.starts_with(shorter)) {
    return 0.9; // "deli" for "delicatessen"
  }
  const bool hopeless = shorter.size() * 5 < longer.size() * 4 || differ_in_letters(word, other);
  return hopeless ? 0 : compare_spellings(shorter, longer);
}

struct cover {
  double share = 0;    ///< of the weight of all words
  double weight = 0;   ///< of the words found
  bool outlet = false; ///< a word that is not found names an outlet
};

using partners = std::array<double, profile::most_words>;

/// For each word of both names how well the other name has it.
void find_partners(const profile& a, const profile& b, partners& of_a, partners& of_b) {
  for (std::size_t i = 0; i < a.word_count; ++i) {
    for (std::size_t j = 0; j < b.word_count; ++j) {
      if (of_a[i] < 1 || of_b[j] < 1) {
        const double alike = compare_words(a, a.words[i], b, b.words[j]);
        of_a[i] = std::max(of_a[i], alike);
        of_b[j] = std::max(of_b[j], alike);
      }
    }
  }
}

/// How much of a's name the other name has.
cover cover_of(const profile& a, const partners& found_for) {
  double all = 0;
  cover found;
  for (std::size_t i = 0; i < a.word_count; ++i) {
    const auto weight = static_cast<double>(a.words[i].weight);
    all += weight;
    found.weight += weight * found_for[i];
    found.outlet = found.outlet || (found_for[i] == 0 && a.words[i].outlet);
  }
  found.share = all > 0 ? found.weight / all : 0;
  return found;
}

/// The value of a word that is a number, in digits or Roman numerals to 39; 0 for any other word.
unsigned number_of(std::string_view word) {
  unsigned value = 0;
  if (word.find_first_not_of("0123456789") == std::string_view::npos) {
    std::from_chars(word.data(), word.data() + word.size(), value);
    return value;
  }
  const auto worth = [](char c) { return c == 'x' ? 10U : c == 'v' ? 5U : c == 'i' ? 1U : 0U; };
  for (std::size_t i = 0; i < word.size(); ++i) {
    const unsigned one = worth(word[i]);
    if (one == 0) {
      return 0;
    }
    const bool subtracts = i + 1 < word.size() && worth(word[i + 1]) > one;
    value = subtracts ? value - one : value + one;
  }
  return value;
}

struct numbers {
  std::array<unsigned, profile::most_words> values{};
  std::size_t count = 0;

  bool within(const numbers& other) const {
    return std::all_of(values.begin(), values.begin() + count, [&](unsigned value) {
      return std::find(other.values.begin(), other.values.begin() + other.count, value) !=
             other.values.begin() + other.count;
    });
  }
};

numbers numbers_of(const profile& a) {
  numbers found;
  for (const weighted_word& word : words_of(a)) {
    if (const unsigned value = number_of(a.view(word.text)); value != 0) {
      found.values[found.count++] = value;
    }
  }
  return found;
}

/// Whether both names have numbers, and each one that the other lacks.
bool count_differently(const profile& a, const profile& b) {
  const numbers left = numbers_of(a);
  if (left.count == 0) {
    return false;
  }
  const numbers right = numbers_of(b);
  return right.count > 0 && !left.within(right) && !right.within(left);
}

/// Whether two names are the same but for spaces.
bool same_letters(std::string_view a, std::string_view b) {
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() || j < b.size()) {
    if (i < a.size() && a[i] == ' ') {
      ++i;
    } else if (j < b.size() && b[j] == ' ') {
      ++j;
    } else if (i == a.size() || j == b.size() || a[i++] != b[j++]) {
      return false;
    }
  }
  return true;
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

/// Whether no slip, cut or way of writing makes a word of one out of the other.
bool are_unlike(std::string_view a, std::string_view b) {
  const bool one_in_other = a.find(b) != std::string_view::npos || b.find(a) != std::string_view::npos;
  return a[0] != b[0] && !one_in_other && edit_similarity(a, b) < similarity_of_slips;
}

/// A word of a that says something and is like none of b's; of a registered firm its trade says enough.
bool has_own_word(const profile& a, const partners& found_for, const profile& b) {
  const bool registered = a.legal_form != 0 && b.legal_form != 0;
  const float least = registered ? weight_of_trade : weight_of_rare;
  for (std::size_t i = 0; i < a.word_count; ++i) {
    const weighted_word& word = a.words[i];
    const bool own = found_for[i] == 0 && word.weight >= least && word.text.size >= shortest_own;
    const auto others = words_of(b);
    if (own && std::all_of(others.begin(), others.end(), [&](const weighted_word& other) {
          return are_unlike(a.view(word.text), b.view(other.text));
        })) {
      return true;
    }
  }
  return false;
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
  if (same_letters(left, right)) {
    return {likeness::identical, 1, std::min(rarity_of(a), rarity_of(b))};
  }
  partners of_a{};
  partners of_b{};
  find_partners(a, b, of_a, of_b);
  const cover in_right = cover_of(a, of_a);
  const cover in_left = cover_of(b, of_b);
  const double rarity = std::min(in_right.weight, in_left.weight);
  if (in_right.share > 0.999 && in_left.share > 0.999) {
    return {likeness::identical, 1, rarity}; // the same words in another order
  }
  double similarity = harmonic(in_right.share, in_left.share);
  if (similarity < similar_names) {
    similarity = std::max(similarity, edit_similarity_above(left, right, partial_names));
  }
  if (is_acronym(a, b) || is_acronym(b, a)) {
    return {likeness::partial, partial_names, rare_enough};
  }
  const likeness level = level_of(similarity, in_right, in_left);
  const bool shared = level == likeness::similar || level == likeness::partial;
  if (shared && has_own_word(a, of_a, b) && has_own_word(b, of_b, a)) {
    return {likeness::sister, similarity, rarity};
  }
  const bool numbered = level != likeness::different && count_differently(a, b);
  return {numbered ? likeness::numbered : level, similarity, rarity};
}

} // namespace leadstream::dedup
