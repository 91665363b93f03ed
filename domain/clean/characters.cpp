#include "domain/clean/characters.hpp"

#include "domain/text/code_points.hpp"

#include <algorithm>
#include <optional>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <vector>

namespace leadstream {
namespace {

constexpr std::u32string_view kept_signs = U"&'’-.,/+()";

std::u32string normalised(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
    return code_points(text);
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfc = icu::Normalizer2::getNFCInstance(status);
  const std::string valid = to_utf8(code_points(text));
  const auto length = static_cast<std::int32_t>(valid.size());
  const auto composed = nfc->normalize(icu::UnicodeString::fromUTF8({valid.data(), length}), status);
  std::string out;
  composed.toUTF8String(out);
  return code_points(U_SUCCESS(status) ? out : valid);
}

/// The plain sign that people mean by a look-alike.
char32_t plain(char32_t c) {
  if (c >= 0xff01 && c <= 0xff5e)
    return c - 0xff01 + '!';
  if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
    return '-';
  if (c == '`' || c == 0xb4)
    return '\'';
  return c == 0x2018 || c == 0x201b ? 0x2019 : c;
}

bool is_hebrew(char32_t c) {
  return c >= 0x5d0 && c <= 0x5ea;
}

/// Signs that are part of a script's spelling when they stand between its letters: Catalan l·l, the Hebrew
/// double quote of abbreviations, the Japanese middle dot; a currency's sign in place of a letter: "€uro".
std::optional<char32_t> spelling_sign(std::u32string_view text, std::size_t at) {
  const char32_t before = at > 0 ? text[at - 1] : 0;
  const char32_t after = at + 1 < text.size() ? text[at + 1] : 0;
  const char32_t c = text[at];
  if (c == 0xb7 && (before | 0x20) == 'l' && (after | 0x20) == 'l')
    return c;
  if ((c == '"' || c == 0x5f4 || c == 0x5f3) && is_hebrew(before) && (is_hebrew(after) || c == 0x5f3))
    return c == '"' ? char32_t{0x5f4} : c;
  if (u_charType(static_cast<UChar32>(c)) == U_CURRENCY_SYMBOL && u_isalpha(static_cast<UChar32>(after)))
    return c;
  if (c == 0x30fb && u_isalpha(static_cast<UChar32>(before)) && u_isalpha(static_cast<UChar32>(after)))
    return c;
  return std::nullopt;
}

/// Characters that vanish without leaving a gap: formatting, variation selectors, enclosing marks, trade
/// marks.
bool vanishes(char32_t c) {
  return u_charType(static_cast<UChar32>(c)) == U_FORMAT_CHAR || (c >= 0xfe00 && c <= 0xfe0f) ||
         (c >= 0x20d0 && c <= 0x20ff) || (c >= 0xe0100 && c <= 0xe01ef) || c == 0x2122 || c == 0xae ||
         c == 0xa9 || c == 0x2120;
}

bool belongs(char32_t c) {
  constexpr std::uint32_t kinds = U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK;
  const auto point = static_cast<UChar32>(c);
  if (kept_signs.find(c) != std::u32string_view::npos)
    return true;
  return (U_GET_GC_MASK(point) & kinds) != 0 && !u_hasBinaryProperty(point, UCHAR_EXTENDED_PICTOGRAPHIC) &&
         c != 0xfffd;
}

std::u32string filtered(std::u32string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char32_t c = plain(text[at]);
    if (const auto sign = spelling_sign(text, at))
      out += *sign;
    else if (vanishes(c)) // before it is asked what belongs: some of them are marks
      continue;
    else
      out += belongs(c) ? c : U' ';
  }
  return out;
}

void replace_all(std::u32string& text, std::u32string_view what, std::u32string_view with) {
  for (auto at = text.find(what); at != std::u32string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

bool is_sign(char32_t c) {
  return kept_signs.find(c) != std::u32string_view::npos;
}

/// Runs of one sign ("--", "...") are decoration. "C++" is not.
std::u32string without_runs(std::u32string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find_first_not_of(text[at], at), text.size());
    const bool run =
        end - at > 1 && is_sign(text[at]) && text[at] != '(' && text[at] != ')' && text[at] != '+';
    if (run)
      out += U' ';
    else
      out.append(text.substr(at, end - at));
    at = end;
  }
  return out;
}

/// Brackets without partner or content go.
std::u32string with_paired_brackets(std::u32string text) {
  std::vector<std::size_t> open;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '(') {
      open.push_back(at);
    } else if (text[at] == ')') {
      const bool empty =
          open.empty() || std::all_of(text.begin() + static_cast<std::ptrdiff_t>(open.back()) + 1,
                                      text.begin() + static_cast<std::ptrdiff_t>(at),
                                      [](char32_t c) { return c == ' ' || is_sign(c); });
      if (empty)
        text[at] = ' ';
      if (empty && !open.empty())
        text[open.back()] = ' ';
      if (!open.empty())
        open.pop_back();
    }
  }
  for (const auto at : open)
    text[at] = ' ';
  return text;
}

std::u32string single_spaced(std::u32string_view text) {
  std::u32string out;
  for (const char32_t c : text) {
    if (c == ' ' && (out.empty() || out.back() == ' ' || out.back() == '('))
      continue;
    if ((c == ',' || c == ')') && !out.empty() && out.back() == ' ')
      out.pop_back();
    out += c;
  }
  return out;
}

/// A full stop at the end stays where it marks an abbreviation: "Inc.", "S.A.", "Bros.".
bool ends_with_abbreviation(std::u32string_view text) {
  if (!text.ends_with('.'))
    return false;
  const auto word = text.substr(text.rfind(' ') + 1);
  return word.size() <= 5 || word.find('.') + 1 < word.size();
}

std::u32string_view without_dangling(std::u32string_view text) {
  while (!text.empty() &&
         (text.back() == ' ' || std::u32string_view(U"-,/&").find(text.back()) != std::u32string_view::npos ||
          (text.back() == '.' && !ends_with_abbreviation(text))))
    text.remove_suffix(1);
  while (!text.empty() && (std::u32string_view(U" -,/").find(text.front()) != std::u32string_view::npos ||
                           (is_sign(text.front()) && text.front() != '(' && text.substr(1).starts_with(' '))))
    text.remove_prefix(1);
  return text;
}

} // namespace

std::u32string name_characters(std::string_view text) {
  auto points = normalised(text.substr(0, 10'000));
  replace_all(points, U"&amp;", U"&");
  replace_all(points, U"\u3231", U"(株)");
  replace_all(points, U"\u3232", U"(有)");
  for (const std::u32string_view mark : {U"(R)", U"(r)", U"(TM)", U"(tm)"})
    replace_all(points, mark, U" ");
  const auto plain_text = with_paired_brackets(without_runs(filtered(points)));
  return std::u32string(without_dangling(single_spaced(plain_text)));
}

} // namespace leadstream
