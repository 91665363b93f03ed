#include "domain/extract/term_table.hpp"

#include "domain/extract/strings.hpp"
#include "domain/extract/utf8.hpp"

#include <algorithm>

namespace leadstream::extraction {
namespace {

constexpr std::size_t shortest_prefix = 3;
constexpr std::size_t longest_prefix = 24;

void keep_lowest(std::unordered_map<std::string, std::size_t>& terms, std::string term, std::size_t line) {
  const auto [held, fresh] = terms.emplace(std::move(term), line);
  if (!fresh) {
    held->second = std::min(held->second, line);
  }
}

} // namespace

std::string padded_words(std::string_view text) {
  std::string out(1, ' ');
  for (const char c : unicode_lower(text)) {
    if (is_word(c) || is_high(c) || c == '-') {
      out += c;
    } else if (out.back() != ' ') {
      out += ' ';
    }
  }
  if (out.back() != ' ') {
    out += ' ';
  }
  return out;
}

term_table::term_table(std::string_view lexicon) {
  for (const std::string_view line : split(lexicon, "\n")) {
    const std::size_t colon = line.find(':');
    if (line.front() == '#' || colon == std::string_view::npos) {
      continue;
    }
    const std::size_t index = keys_.size();
    keys_.emplace_back(line.substr(0, colon));
    for (const std::string_view term : split(line.substr(colon + 1), ",")) {
      if (term.find(' ') != std::string_view::npos) {
        phrases_.emplace_back(' ' + std::string(trim(term, "*")) + (term.ends_with('*') ? "" : " "), index);
      } else if (term.starts_with('*')) {
        keep_lowest(suffixes_, std::string(term.substr(1)), index);
      } else if (term.ends_with('*')) {
        keep_lowest(prefixes_, std::string(term.substr(0, term.size() - 1)), index);
      } else {
        keep_lowest(words_, std::string(term), index);
      }
    }
  }
}

std::size_t term_table::line_of_word(std::string_view word) const {
  std::size_t line = keys_.size();
  if (const auto found = words_.find(std::string(word)); found != words_.end()) {
    line = found->second;
  }
  for (std::size_t length = shortest_prefix; length <= std::min(word.size(), longest_prefix); ++length) {
    if (const auto found = prefixes_.find(std::string(word.substr(0, length))); found != prefixes_.end()) {
      line = std::min(line, found->second);
    }
    if (const auto found = suffixes_.find(std::string(word.substr(word.size() - length)));
        found != suffixes_.end()) {
      line = std::min(line, found->second);
    }
  }
  return line;
}

std::string_view term_table::find(std::string_view text) const {
  const std::string words = padded_words(text);
  std::size_t line = keys_.size();
  for (const std::string_view word : split(words, " ")) {
    line = std::min(line, line_of_word(word));
    for (const std::string_view part : split(word, "-")) {
      line = part.size() < word.size() ? std::min(line, line_of_word(part)) : line;
    }
  }
  for (const auto& [phrase, index] : phrases_) {
    if (index < line && words.find(phrase) != std::string::npos) {
      line = index;
    }
  }
  return line == keys_.size() ? std::string_view{} : std::string_view(keys_[line]);
}

} // namespace leadstream::extraction
