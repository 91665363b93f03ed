#include "domain/intel/clauses.hpp"

#include "domain/lexicons.hpp"
#include "domain/text/plain_words.hpp"
#include "domain/text/string_map.hpp"

#include <algorithm>
#include <array>

namespace leadstream::intel {
namespace {

constexpr std::array<std::string_view, 6> languages{"en", "de", "fr", "es", "it", "pt"};
constexpr std::size_t shortest_headline = 5; ///< words

const extraction::string_map<std::vector<std::string>>& lists() {
  static const auto all = [] {
    extraction::string_map<std::vector<std::string>> made;
    for (const std::string_view line : lexicon_lines("sentence_words")) {
      const std::size_t colon = std::min(line.find(": "), line.size());
      auto& words = made[std::string(line.substr(0, colon))];
      for (const std::string_view word : split_words(line.substr(std::min(colon + 2, line.size())))) {
        words.emplace_back(word);
      }
    }
    for (auto& [label, words] : made) {
      std::sort(words.begin(), words.end());
    }
    return made;
  }();
  return all;
}

bool is_separator(unsigned char c) {
  return c < 0x80 && !(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z');
}

bool is_capital(std::string_view piece) {
  const auto first = static_cast<unsigned char>(piece.front());
  const auto second = static_cast<unsigned char>(piece.size() > 1 ? piece[1] : 0);
  return (first >= 'A' && first <= 'Z') || (first == 0xC3 && second >= 0x80 && second <= 0x9E);
}

/// The mark that a token ends with, as far as it parts a sentence.
char stop_behind(std::string_view token) {
  if (token == "-" || token == "–" || token == "—" || token == "|") {
    return '-';
  }
  const std::size_t last = token.find_last_not_of("\"'");
  return last != std::string_view::npos &&
                 std::string_view(",;:()!").find(token[last]) != std::string_view::npos
             ? token[last]
             : '\0';
}

/// Where the piece of a token ends that begins at `at`: before an apostrophe, a hyphen, a dot.
std::size_t end_of_piece(std::string_view token, std::size_t at) {
  while (at < token.size() && !is_separator(static_cast<unsigned char>(token[at])) &&
         !token.substr(at).starts_with("’")) {
    ++at;
  }
  return at;
}

} // namespace

bool is_listed(std::string_view word, std::string_view label) {
  const auto found = lists().find(label);
  return found != lists().end() && std::binary_search(found->second.begin(), found->second.end(), word);
}

std::vector<parted_sentence::raw_word> parted_sentence::read(std::string_view sentence) {
  constexpr std::string_view blanks = " \t\r\n";
  std::vector<raw_word> words;
  char stop = 0;
  for (std::size_t at = sentence.find_first_not_of(blanks); at < sentence.size();) {
    const std::size_t end = std::min(sentence.find_first_of(blanks, at), sentence.size());
    const std::string_view token = sentence.substr(at, end - at);
    stop = token.front() == '(' ? '(' : stop;
    std::size_t pieces = 0;
    for (std::size_t begin = 0; begin < token.size();) {
      const std::size_t piece_end = end_of_piece(token, begin);
      if (piece_end > begin) {
        const std::string_view piece = token.substr(begin, piece_end - begin);
        const bool joined = (begin > 0 && token[begin - 1] == '-' && pieces > 0) ||
                            (piece_end + 1 < token.size() && token[piece_end] == '-');
        const std::string plain = plain_words(piece);
        for (const std::string_view word : split_words(plain)) {
          words.push_back({std::string(word), is_capital(piece), joined, stop});
          stop = 0;
          ++pieces;
        }
      }
      begin = piece_end + (token.substr(piece_end).starts_with("’") ? 3 : 1);
    }
    if (const char behind = stop_behind(token); behind != 0) {
      stop = behind;
    }
    at = sentence.find_first_not_of(blanks, end);
  }
  return words;
}

void parted_sentence::drop_asides(std::vector<raw_word>& words) {
  std::vector<raw_word> kept;
  bool led_in = true; // the stretch before only leads in: what follows is the subject
  for (std::size_t begin = 0, end = 0; begin < words.size(); begin = end) {
    end = begin + 1;
    while (end < words.size() && words[end].stop == 0) {
      ++end;
    }
    const std::string& first = words[begin].plain;
    const bool between = begin > 0 && end < words.size() && words[begin].stop == words[end].stop &&
                         (words[begin].stop == ',' || words[begin].stop == '-');
    const bool aside = between && !led_in && !words[begin].capital &&
                       (is_listed(first, "aside relative") || is_listed(first, "aside article") ||
                        is_listed(first, "aside participle"));
    if (aside) {
      words[end].stop = 0;
      continue;
    }
    led_in = is_listed(first, "lead") || first.ends_with("ing");
    kept.insert(kept.end(), std::make_move_iterator(words.begin() + static_cast<std::ptrdiff_t>(begin)),
                std::make_move_iterator(words.begin() + static_cast<std::ptrdiff_t>(end)));
  }
  words = std::move(kept);
}

parted_sentence::parted_sentence(std::string_view sentence) {
  auto raw = read(sentence);
  drop_asides(raw);
  std::size_t capitals = 0;
  for (const raw_word& word : raw) {
    plain_.append(plain_.empty() ? "" : " ").append(word.plain);
    capitals += word.capital || is_separator(static_cast<unsigned char>(word.plain.front())) ? 1 : 0;
  }
  std::size_t at = 0;
  for (const raw_word& word : raw) {
    words_.push_back({std::string_view(plain_).substr(at, word.plain.size()), at, word.capital, word.joined,
                      word.stop, 0, 0});
    at += word.plain.size() + 1;
  }
  weigh_languages();
  shouts_ = words_.size() >= shortest_headline && capitals * 10 >= words_.size() * 7;
  mark_clauses();
  blot();
}

bool parted_sentence::is_finite(std::size_t word) const {
  while (word + 1 < words_.size() && is_listed(words_[word].plain, "adverb")) {
    ++word;
  }
  const told_word& it = words_[word];
  return !it.joined && ((it.plain.size() > 4 && it.plain.ends_with("ed")) || is_listed(it.plain, "finite"));
}

bool parted_sentence::begins_part(std::size_t word, bool alternatives) const {
  const told_word& it = words_[word];
  const bool more = word + 1 < words_.size();
  if (it.stop == ';' || is_listed(it.plain, "turn") || is_listed(it.plain, "clause")) {
    return true;
  }
  if (it.plain == "that" && more && is_listed(words_[word + 1].plain, "relative verb")) {
    return true;
  }
  if (it.stop == ',' && is_listed(it.plain, "pronoun") && more && is_finite(word + 1)) {
    return true;
  }
  if (alternatives) {
    return false;
  }
  return (is_listed(it.plain, "and") && more && is_finite(word + 1)) || (it.stop == ',' && is_finite(word));
}

bool parted_sentence::begins_clause(std::size_t word) const {
  const told_word& it = words_[word];
  if (it.stop == ':' || it.stop == '-' || it.stop == '!' || it.stop == '(') {
    return true;
  }
  if (it.stop != ',') {
    return false;
  }
  const std::string_view first = words_[word_at(clauses_.back().begin)].plain;
  const bool condition = is_listed(first, "condition");
  return !condition && (is_listed(first, "lead") || first.ends_with("ing") || is_listed(it.plain, "pronoun"));
}

void parted_sentence::mark_clauses() {
  const bool alternatives = std::any_of(
      words_.begin(), words_.end(), [](const told_word& each) { return is_listed(each.plain, "either"); });
  clauses_.push_back({});
  parts_.push_back({});
  bool restrictive = false; // within "that wants to ...", which ends where an auxiliary stands
  for (std::size_t i = 0; i < words_.size(); ++i) {
    told_word& it = words_[i];
    const bool ends_relative =
        restrictive && it.stop != ',' && is_listed(it.plain, "auxiliary") && it.at > parts_.back().begin + 12;
    const bool part = i > 0 && (begins_part(i, alternatives) || ends_relative);
    if (part || (i > 0 && begins_clause(i))) {
      clauses_.back().end = it.at - 1;
      clauses_.push_back({it.at, 0});
    }
    if (part) {
      parts_.back().end = it.at - 1;
      parts_.push_back({it.at, 0});
      restrictive =
          !ends_relative && it.stop == 0 && (it.plain == "that" || it.plain == "which" || it.plain == "who");
    }
    it.clause = clauses_.size() - 1;
    it.part = parts_.size() - 1;
  }
  clauses_.back().end = plain_.size();
  parts_.back().end = plain_.size();
}

void parted_sentence::blot() {
  sober_ = plain_;
  const auto hide = [&](std::size_t word) {
    const told_word& it = words_[word];
    std::fill_n(sober_.begin() + static_cast<std::ptrdiff_t>(it.at), it.plain.size(), 'x');
  };
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const std::string_view word = words_[i].plain;
    const std::string_view next = i + 1 < words_.size() ? words_[i + 1].plain : std::string_view();
    const bool number = word == "no" && !next.empty() && next.front() >= '0' && next.front() <= '9';
    const bool only = next == "only" || next == "just" || next == "nur" || next == "bloss" ||
                      next == "seulement" || next == "solo" || next == "solamente" || next == "soltanto";
    const bool denies = word == "not" || word == "nicht" || word == "non" || word == "pas" || word == "no";
    if (words_[i].joined || number || (denies && only)) {
      hide(i);
    }
  }
}

void parted_sentence::weigh_languages() {
  std::array<int, languages.size()> votes{};
  int most = 0;
  for (std::size_t i = 0; i < languages.size(); ++i) {
    const std::string label = "language " + std::string(languages[i]);
    for (const told_word& word : words_) {
      votes[i] += is_listed(word.plain, label) ? 1 : 0;
    }
    most = std::max(most, votes[i]);
  }
  for (std::size_t i = 0; i < languages.size(); ++i) {
    if (votes[i] == most) {
      languages_.push_back(languages[i]);
    }
  }
}

std::size_t parted_sentence::word_at(std::size_t place) const {
  const auto found = std::lower_bound(words_.begin(), words_.end(), place,
                                      [](const told_word& word, std::size_t at) { return word.at < at; });
  return static_cast<std::size_t>(found - words_.begin());
}

bool parted_sentence::may_be(std::string_view language) const {
  return std::find(languages_.begin(), languages_.end(), language) != languages_.end();
}

} // namespace leadstream::intel
