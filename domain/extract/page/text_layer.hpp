#pragma once
#include "domain/extract/page/document.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::extraction {

/// A line of the page as a reader sees it, or one cell of a table.
struct segment {
  std::uint32_t begin = 0; ///< in text_layer::text
  std::uint32_t end = 0;
  std::uint32_t node = 0;       ///< the first run of text in it
  std::uint32_t link_bytes = 0; ///< how much of it stands in links
  bool continues_row = false;   ///< a further cell of the row that the segment before belongs to
  bool heading = false;         ///< h1..h6, dt, th, strong or b that holds it whole
  bool chrome = false;          ///< in nav, header, footer, aside, a form or a button
};

/// The visible text of a document: blanks folded, lines by '\n', cells by '\t', invisible characters dropped,
/// reversed and Cloudflare-protected text readable, an image of an at sign as '@'.
class text_layer {
public:
  explicit text_layer(const document& page);

  const std::string& text() const { return text_; }
  const std::vector<segment>& segments() const { return segments_; }
  std::string_view view(const segment& s) const {
    return std::string_view(text_).substr(s.begin, s.end - s.begin);
  }

  /// The run of text (a node) that a byte of text() came from.
  std::uint32_t node_at(std::size_t offset) const;
  /// Where within a line one run of text ends and the next begins.
  std::vector<std::size_t> seams_of(const segment& s) const;
  /// Where the text of a node's subtree begins and ends in text().
  std::pair<std::size_t, std::size_t> range_of(const document& page, std::uint32_t element) const;
  /// The index of the segment that holds that byte.
  std::size_t segment_at(std::size_t offset) const;

private:
  friend class text_builder;
  struct run {
    std::uint32_t offset;
    std::uint32_t node;
  };

  std::string text_;
  std::vector<run> runs_;
  std::vector<segment> segments_;
};

} // namespace leadstream::extraction
