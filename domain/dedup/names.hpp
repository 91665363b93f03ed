#pragma once
#include <string>
#include <string_view>

namespace leadstream::dedup {

/// A folded name without its legal form ("acme widgets gmbh and co kg" -> "acme widgets"). A name that is
/// nothing but legal forms stays whole.
std::string_view core_of(std::string_view folded);

/// Whether a folded word between two others may stand for "and", in any of many languages.
bool joins_words(std::string_view word);

/// What a word in the name of a business says.
struct word_sense {
  float weight =
      1; ///< 1 for a rare word, about 0.3 for what many are called ("restaurant"), near 0 for articles
  bool outlet =
      false; ///< names an outlet, of which one house may have several side by side: hotel, restaurant, bank
  bool legal = false; ///< part of a legal form
};

/// Looks a folded word up.
word_sense sense_of(std::string_view word);

} // namespace leadstream::dedup
