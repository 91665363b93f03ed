#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace leadstream::enrich {

/// One tag of OpenStreetMap; an empty value stands for any.
struct tag {
  std::string key;
  std::string value;

  bool operator==(const tag&) const = default;
};

/// One row of the catalog of industries.
struct industry {
  std::string name;
  std::string naics;
  std::vector<tag> tags;
};

/// The industries and the words that mean them.
class catalog {
public:
  /// Reads rows "name | naics | key=value … | synonym, …"; '#' begins a comment line. Rows that are none are
  /// left out.
  explicit catalog(std::string_view text);

  /// Reads rows "name | synonym, …": more words for the rows that are there.
  void add_words(std::string_view text);

  /// The built-in one.
  static const catalog& standard();

  const std::vector<industry>& industries() const { return industries_; }

  /// The industry of a word in any known language, in singular or plural, also of what a shop sells ("clothes
  /// shop"); null when unknown.
  const industry* find(std::string_view word) const;

  /// The industries that a text lists ("hotels and restaurants", "hotels, bars"); none unless all of them are
  /// known.
  std::vector<const industry*> find_all(std::string_view words) const;

  /// The value of a tag that a word says in singular or plural ("cars" -> "car"); empty when no row has it.
  std::string find_value(std::string_view word) const;

  /// Words that two rows claim; the first one keeps them.
  const std::vector<std::string>& ambiguous_words() const { return ambiguous_; }

private:
  void add_row(std::string_view line);
  void add_word(std::string_view word, std::size_t index);
  const industry* find_plain(const std::string& word) const;

  std::vector<industry> industries_;
  std::unordered_map<std::string, std::size_t> words_;
  std::unordered_set<std::string> values_; ///< of all tags
  std::vector<std::string> ambiguous_;
};

} // namespace leadstream::enrich
