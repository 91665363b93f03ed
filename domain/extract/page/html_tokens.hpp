#pragma once
#include "domain/extract/page/arena.hpp"
#include "domain/extract/page/document.hpp"

#include <gumbo.h>

#include <cstdint>
#include <string_view>
#include <vector>

namespace leadstream::extraction {

/// What stands next in a page.
struct html_token {
  enum class kind : std::uint8_t { text, start, end, comment, doctype };
  kind what = kind::text;
  GumboTag tag = GUMBO_TAG_UNKNOWN; ///< of start and end
  std::string_view name;            ///< in lower case; of a doctype all that stands behind the word
  std::string_view text;            ///< references undone
  std::uint32_t first_attribute = 0;
  std::uint32_t attributes = 0;
};

/// Whether a tokenizer that copies nothing may read this markup: UTF-8 without carriage returns, control and
/// non-characters, which the WHATWG algorithm replaces.
bool is_plain_markup(std::string_view html);

/// The tokenizer of the WHATWG algorithm as a stream of tokens: views of the markup, or memory of the arena
/// where something had to be rewritten. What a comment says is left out. The attributes of start tags, the
/// first 256 of each, go to a list that is shared; those of end tags are read and forgotten.
class html_tokens {
public:
  html_tokens(std::string_view html, std::vector<attribute>& attributes, arena& memory)
      : html_(html), attributes_(attributes), memory_(memory) {}

  /// False at the end of the page; a tag that is cut off there is no token.
  bool next(html_token& token);

  /// All up to the end tag of that name, which is taken as well; the rest of the page when there is none.
  std::string_view raw_text(std::string_view name);

private:
  bool begins_markup(std::size_t at) const;
  std::size_t end_of_text() const;
  bool markup(html_token& token);
  bool declaration(html_token& token);
  bool tag(html_token& token, html_token::kind what);
  bool read_attributes(std::uint32_t first);
  bool read_attribute(std::uint32_t first);
  bool read_value(std::string_view& value);
  void skip_blanks();
  bool comment(html_token& token, std::string_view mark, std::size_t from);
  void skip_past(std::string_view mark, std::size_t from);
  std::string_view in_lower_case(std::string_view name);

  std::string_view html_;
  std::size_t at_ = 0;
  std::vector<attribute>& attributes_;
  arena& memory_;
};

} // namespace leadstream::extraction
