#pragma once
#include "domain/extract/page/document.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace leadstream::enrich {

/// One condition on an attribute: [name], [name=value] and its kin; classes and ids are conditions too.
struct attribute_condition {
  std::string name;
  char how = 0; ///< 0: is there, '=', '~' (word), '|' (prefix with -), '^', '$', '*'
  std::string value;
  bool ignore_case = false;
};

/// :nth-child(an+b) and its kin: the place of an element among its siblings.
struct position_condition {
  int step = 0;
  int offset = 0;
  bool from_end = false;
  bool of_type = false; ///< elements of the same name alone are counted
};

/// Conditions on one element.
struct compound_selector {
  std::string tag; ///< empty: any
  std::vector<attribute_condition> attributes;
  std::vector<position_condition> positions;
  std::vector<compound_selector> excluded; ///< :not()
  char combinator = ' ';                   ///< how it stands to the compound before it: ' ', '>', '+', '~'
};

/// Alternatives, each its compounds from left to right.
using selector_list = std::vector<std::vector<compound_selector>>;

/// Which elements of a page have what, in document order: selectors look at those alone.
struct page_index {
  using elements = std::unordered_map<std::string_view, std::vector<std::uint32_t>>;

  elements tags;
  elements attribute_names;
  elements classes;
  elements ids;
};
page_index index_of(const extraction::document& page);

/// A CSS selector: types, classes, ids, attributes, the four combinators, lists. Of the pseudo-classes those
/// of the place among siblings (the first 2,000 of them) and :not() of selectors without combinators.
class css_selector {
public:
  /// Nothing when the text is no such selector.
  static std::optional<css_selector> parse(std::string_view text);

  /// The elements that match, in document order, at most `most`.
  std::vector<std::uint32_t> find(const extraction::document& page, const page_index& index,
                                  std::size_t most) const;

private:
  selector_list alternatives_;
};

} // namespace leadstream::enrich
