#pragma once
#include "domain/text/string_map.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::extraction {

/// A lexicon of lines "key: term, prefix*, *suffix, a phrase": finds the first line with a term in a text.
class term_table {
public:
  explicit term_table(std::string_view lexicon);

  /// The key of the first line that has a term among the words of the text (any case); empty when none has.
  std::string_view find(std::string_view text) const;

private:
  /// A term of several words, found by its first.
  struct phrase {
    std::string words; ///< padded with a blank on both sides; open at the end for a prefix
    std::size_t line;
  };
  struct ending {
    std::string text;
    std::size_t line;
  };

  std::size_t line_of_word(std::string_view word) const;
  std::size_t line_of_phrase(std::string_view words, std::size_t word_begin, std::size_t word_end) const;

  std::vector<std::string> keys_;
  string_map<std::size_t> words_;
  string_map<std::vector<ending>> prefixes_; ///< by their first three bytes
  string_map<std::vector<ending>> suffixes_; ///< by their last three bytes
  string_map<std::vector<phrase>> phrases_;  ///< by their first word
};

/// Lower case, words apart by one blank and one at either end, signs gone: " sales manager ".
std::string padded_words(std::string_view text);

} // namespace leadstream::extraction
