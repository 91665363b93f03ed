#pragma once
#include "domain/extract/document.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace leadstream::enrich {

/// One condition on an attribute: [name], [name=value] and its kin; classes and ids are conditions too.
struct attribute_condition {
  std::string name;
  char how = 0; ///< 0: is there, '=', '~' (word), '|' (prefix with -), '^', '$', '*'
  std::string value;
  bool ignore_case = false;
};

/// Conditions on one element.
struct compound_selector {
  std::string tag; ///< empty: any
  std::vector<attribute_condition> attributes;
  char combinator = ' '; ///< how it stands to the compound before it: ' ', '>', '+', '~'
};

/// What a page holds, to pass over selectors that cannot match.
struct page_index {
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> elements; ///< by tag, in document order
  std::unordered_set<std::string_view> attribute_names;
  std::unordered_set<std::string_view> classes;
  std::unordered_set<std::string_view> ids;
};
page_index index_of(const extraction::document& page);

/// A CSS selector: types, classes, ids, attributes, the four combinators, lists. Pseudo-classes are not
/// known.
class css_selector {
public:
  /// Nothing when the text is no such selector.
  static std::optional<css_selector> parse(std::string_view text);

  /// The elements that match, in document order, at most `most`.
  std::vector<std::uint32_t> find(const extraction::document& page, const page_index& index,
                                  std::size_t most) const;

private:
  std::vector<std::vector<compound_selector>> alternatives_;
};

} // namespace leadstream::enrich
