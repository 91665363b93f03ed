#pragma once
#include "domain/text/strings.hpp"
#include "domain/text/word_filter.hpp"

#include <string_view>
#include <unordered_set>
#include <vector>

namespace leadstream::extraction {

/// A set of the blank-separated words of a literal or of the lines of a lexicon.
class word_set {
public:
  explicit word_set(std::string_view words) { add(words); }
  explicit word_set(const std::vector<std::string_view>& lines) {
    for (const std::string_view line : lines) {
      add(line);
    }
  }
  bool contains(std::string_view word) const { return filter_.may_hold(word) && words_.contains(word); }

private:
  void add(std::string_view line) {
    for (const std::string_view word : split(line, " ")) {
      words_.insert(word);
      filter_.add(word);
    }
  }

  std::unordered_set<std::string_view> words_;
  word_filter filter_;
};

} // namespace leadstream::extraction
