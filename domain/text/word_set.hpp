#pragma once
#include "domain/text/strings.hpp"

#include <string_view>
#include <unordered_set>

namespace leadstream::extraction {

/// A set of the blank-separated words of a literal.
class word_set {
public:
  explicit word_set(std::string_view words) {
    for (const std::string_view word : split(words, " ")) {
      words_.insert(word);
    }
  }
  bool contains(std::string_view word) const { return words_.contains(word); }

private:
  std::unordered_set<std::string_view> words_;
};

} // namespace leadstream::extraction
