#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::intel {

/// Whether a plain word belongs to a list of the lexicon sentence_words.
bool is_listed(std::string_view word, std::string_view label);

/// A word of a sentence and what its writing and its place say.
struct told_word {
  std::string_view plain;
  std::size_t at = 0; ///< in the plain words
  bool capital = false;
  bool joined = false; ///< by a hyphen: "no-code"
  char stop = 0;       ///< the mark before it, 0 when none
  std::size_t clause = 0;
  std::size_t part = 0;
};

/// A sentence's plain words without remarks between commas ("Acme, which aims high, has grown"), and where
/// its clauses begin. A part is what could stand as a sentence of its own ("raised money | and opened a
/// shop"); a part has one clause or several, of which the first may only lead in ("After long talks, | ...").
class parted_sentence {
public:
  explicit parted_sentence(std::string_view sentence);
  parted_sentence(const parted_sentence&) = delete;
  parted_sentence& operator=(const parted_sentence&) = delete;

  struct stretch {
    std::size_t begin = 0; ///< in the plain words
    std::size_t end = 0;
  };

  const std::string& plain() const { return plain_; }
  /// The plain words with those blotted out that deny only within a compound: "no-code", "No. 1", "not only".
  const std::string& sober() const { return sober_; }
  const std::vector<told_word>& words() const { return words_; }
  const std::vector<stretch>& clauses() const { return clauses_; }
  const std::vector<stretch>& parts() const { return parts_; }
  /// Which word stands at (or first behind) a place of the plain words.
  std::size_t word_at(std::size_t place) const;
  /// "en", "de", "fr", "es", "it" or "pt": all that the small words allow.
  bool may_be(std::string_view language) const;
  /// Capitals tell nothing: a headline.
  bool shouts() const { return shouts_; }

private:
  struct raw_word {
    std::string plain;
    bool capital = false;
    bool joined = false;
    char stop = 0;
  };
  static std::vector<raw_word> read(std::string_view sentence);
  static void drop_asides(std::vector<raw_word>& words);
  void mark_clauses();
  bool begins_part(std::size_t word, bool alternatives) const;
  bool begins_clause(std::size_t word) const;
  bool is_finite(std::size_t word) const;
  void blot();
  void weigh_languages();

  std::string plain_;
  std::string sober_;
  std::vector<told_word> words_;
  std::vector<stretch> clauses_;
  std::vector<stretch> parts_;
  std::vector<std::string_view> languages_;
  bool shouts_ = false;
};

} // namespace leadstream::intel
