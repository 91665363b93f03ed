#include "domain/clean/text.hpp"

#include "domain/text/code_points.hpp"

#include <unicode/uchar.h>

namespace leadstream {
namespace {

bool is_blank(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  return u_isUWhiteSpace(point) || u_iscntrl(point) || c == 0xfffd;
}

/// Zero-width joiners shape letters of some scripts and stay; other formatting goes.
bool is_invisible(char32_t c) {
  return c != 0x200c && c != 0x200d && u_charType(static_cast<UChar32>(c)) == U_FORMAT_CHAR;
}

std::u32string_view cut(std::u32string_view text, std::size_t most) {
  if (text.size() <= most)
    return text;
  const auto space = text.rfind(U' ', most);
  return text.substr(0, space != std::u32string_view::npos && space + 30 > most ? space : most);
}

} // namespace

std::string clean_text(std::string_view text, std::size_t most) {
  std::u32string out;
  for (const char32_t c : code_points(text.substr(0, 8 * most + 1'000))) {
    const bool blank = is_blank(c) && !is_invisible(c);
    if (blank && !out.empty() && out.back() != U' ')
      out += U' ';
    if (!blank && !is_invisible(c))
      out += c;
  }
  if (out.ends_with(U' '))
    out.pop_back();
  return to_utf8(cut(out, most));
}

} // namespace leadstream
