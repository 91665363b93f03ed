#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace leadstream::extraction {

/// A lexicon of lines "key: term, prefix*, *suffix, a phrase": finds the first line with a term in a text.
class term_table {
public:
  explicit term_table(std::string_view lexicon);

  /// The key of the first line that has a term among the words of the text (any case); empty when none has.
  std::string_view find(std::string_view text) const;

private:
  std::size_t line_of_word(std::string_view word) const;

  std::vector<std::string> keys_;
  std::unordered_map<std::string, std::size_t> words_;
  std::unordered_map<std::string, std::size_t> prefixes_;
  std::unordered_map<std::string, std::size_t> suffixes_;
  std::vector<std::pair<std::string, std::size_t>> phrases_;
};

/// Lower case, words apart by one blank and one at either end, signs gone: " sales manager ".
std::string padded_words(std::string_view text);

} // namespace leadstream::extraction
