#include "domain/extract/page/main_text.hpp"

#include "domain/text/strings.hpp"

namespace leadstream::extraction {
namespace {

constexpr std::size_t longest = 100U << 10U;
constexpr std::uint32_t shortest_headline = 30; ///< bytes; a linked line so long is no menu's
constexpr std::uint32_t shortest_line = 25;     ///< bytes; what is shorter is a label, unless it heads a text
constexpr std::size_t too_little = 200;         ///< a page that is all short lines is taken whole

using condition = bool (*)(const text_layer&, const segment&);

std::string lines_that(const text_layer& text, condition wanted) {
  std::string out;
  for (const segment& line : text.segments()) {
    if (wanted(text, line) && out.size() < longest) {
      out += text.view(line);
      out += '\n';
    }
  }
  return out;
}

bool is_no_menu(const text_layer&, const segment& line) {
  const std::uint32_t length = line.end - line.begin;
  return !line.chrome && (line.link_bytes * 2 < length || length >= shortest_headline);
}

/// A date above news is short and says when what follows was.
bool holds_year(std::string_view line) {
  const std::size_t at = line.find("20");
  return at != std::string_view::npos && at + 3 < line.size() && is_digit(line[at + 2]) &&
         is_digit(line[at + 3]);
}

bool is_content(const text_layer& text, const segment& line) {
  const bool long_enough = line.end - line.begin >= shortest_line;
  return is_no_menu(text, line) && (long_enough || line.heading || holds_year(text.view(line)));
}

} // namespace

std::string main_text(const text_layer& text) {
  std::string out = lines_that(text, is_content);
  return out.size() >= too_little ? out : lines_that(text, is_no_menu);
}

} // namespace leadstream::extraction
