#include "domain/extract/main_text.hpp"

namespace leadstream::extraction {
namespace {

constexpr std::size_t longest = 100U << 10U;
constexpr std::uint32_t shortest_line = 25; ///< bytes; what is shorter is a label, unless it heads a text
constexpr std::size_t too_little = 200;     ///< a page that is all short lines is taken whole

std::string lines_that(const text_layer& text, bool (*wanted)(const segment&)) {
  std::string out;
  for (const segment& line : text.segments()) {
    if (wanted(line) && out.size() < longest) {
      out += text.view(line);
      out += '\n';
    }
  }
  return out;
}

bool is_content(const segment& line) {
  const std::uint32_t length = line.end - line.begin;
  return !line.chrome && line.link_bytes * 2 < length && (length >= shortest_line || line.heading);
}

bool is_no_menu(const segment& line) {
  return !line.chrome && line.link_bytes * 2 < line.end - line.begin;
}

} // namespace

std::string main_text(const text_layer& text) {
  std::string out = lines_that(text, is_content);
  return out.size() >= too_little ? out : lines_that(text, is_no_menu);
}

} // namespace leadstream::extraction
