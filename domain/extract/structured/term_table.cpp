#include "domain/extract/structured/term_table.hpp"

#include "domain/text/strings.hpp"
#include "domain/text/utf8.hpp"

#include <algorithm>

namespace leadstream::extraction {
namespace {

constexpr std::size_t prefix_key = 3; ///< bytes that every prefix and suffix has at least

std::string_view last_bytes(std::string_view word) {
  return word.substr(word.size() - std::min(word.size(), prefix_key));
}

void keep_lowest(string_map<std::size_t>& terms, std::string_view term, std::size_t line) {
  const auto [held, fresh] = terms.emplace(term, line);
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
      const std::string_view bare = trim(term, "*");
      if (const std::size_t blank = bare.find(' '); blank != std::string_view::npos) {
        phrases_[std::string(bare.substr(0, blank))].push_back(
            {' ' + std::string(bare) + (term.ends_with('*') ? "" : " "), index});
      } else if (term.starts_with('*')) {
        suffixes_[std::string(last_bytes(bare))].push_back({std::string(bare), index});
      } else if (term.ends_with('*')) {
        prefixes_[std::string(bare.substr(0, prefix_key))].push_back({std::string(bare), index});
      } else {
        keep_lowest(words_, term, index);
      }
    }
  }
}

std::size_t term_table::line_of_word(std::string_view word) const {
  std::size_t line = keys_.size();
  if (const auto found = words_.find(word); found != words_.end()) {
    line = found->second;
  }
  if (const auto found = prefixes_.find(word.substr(0, prefix_key)); found != prefixes_.end()) {
    for (const ending& prefix : found->second) {
      line = word.starts_with(prefix.text) ? std::min(line, prefix.line) : line;
    }
  }
  if (const auto found = suffixes_.find(last_bytes(word)); found != suffixes_.end()) {
    for (const ending& suffix : found->second) {
      line = word.ends_with(suffix.text) ? std::min(line, suffix.line) : line;
    }
  }
  return line;
}

std::size_t term_table::line_of_phrase(std::string_view words, std::size_t word_begin,
                                       std::size_t word_end) const {
  std::size_t line = keys_.size();
  if (const auto found = phrases_.find(words.substr(word_begin, word_end - word_begin));
      found != phrases_.end()) {
    for (const phrase& candidate : found->second) {
      line =
          words.substr(word_begin - 1).starts_with(candidate.words) ? std::min(line, candidate.line) : line;
    }
  }
  return line;
}

std::string_view term_table::find(std::string_view text) const {
  const std::string padded = padded_words(text);
  const std::string_view words = padded;
  std::size_t line = keys_.size();
  for (std::size_t begin = 1; begin < words.size();) {
    const std::size_t end = words.find(' ', begin);
    const std::string_view word = words.substr(begin, end - begin);
    line = std::min({line, line_of_word(word), line_of_phrase(words, begin, end)});
    if (word.find('-') != std::string_view::npos) {
      for (const std::string_view part : split(word, "-")) {
        line = std::min(line, line_of_word(part));
      }
    }
    begin = end + 1;
  }
  return line == keys_.size() ? std::string_view{} : std::string_view(keys_[line]);
}

} // namespace leadstream::extraction
