#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::extraction {

/// How an element stands in the text of a page.
enum class layout : std::uint8_t { inlined, block, cell, line_break, hidden };

/// One attribute of an element, entities decoded, name in lower case.
struct attribute {
  std::string_view name;
  std::string_view value;
};

/// An element or a run of text. Nodes stand in document order; a subtree is the range [its index, end).
struct node {
  std::string_view name; ///< the tag in lower case; empty for text
  std::string_view text; ///< of a run of text, entities decoded
  std::uint32_t parent = 0;
  std::uint32_t end = 0;
  std::uint32_t first_attribute = 0;
  std::uint32_t attributes = 0;
  layout how = layout::inlined;

  bool is_text() const { return name.empty(); }
};

/// A parsed page, flat: no recursion is needed to read it. Node 0 is the root element. Views point into
/// memory that the document owns.
struct document {
  std::vector<node> nodes;
  std::vector<attribute> attributes;
  std::vector<std::string_view> scripts; ///< bodies of scripts that are no data, as written
  std::vector<std::string_view> json_ld; ///< bodies of application/ld+json scripts, as written
  std::shared_ptr<const void> memory;

  /// The value of an attribute; empty when it is absent.
  std::string_view get(std::uint32_t element, std::string_view name) const;
  bool has(std::uint32_t element, std::string_view name) const;

  /// Whether the class attribute holds that word.
  bool has_class(std::uint32_t element, std::string_view word) const;

  /// All text below, blanks folded, elements of block kind set apart by a blank; 64 KB at most.
  std::string text_of(std::uint32_t element) const;

  /// Text below exactly as written (microdata's textContent).
  std::string text_content(std::uint32_t element) const;

  /// The nearest element of that name at or above; 0 when there is none.
  std::uint32_t closest(std::uint32_t from, std::string_view name) const;
};

} // namespace leadstream::extraction
