#include "domain/text/plain_words.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace leadstream {
namespace {

/// Latin letters that do not come apart into a base and a mark.
char16_t base_of(UChar32 c) {
  switch (c) {
  case U'\u0142':
    return u'l';
  case U'\u00F8':
    return u'o';
  case U'\u0111':
    return u'd';
  case U'\u0131':
    return u'i';
  case U'\u00E6':
    return u'a';
  default:
    return 0;
  }
}

icu::UnicodeString decomposed(std::string_view text) {
  icu::UnicodeString wide =
      icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  wide.foldCase();
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
  icu::UnicodeString apart = U_SUCCESS(status) ? nfkd->normalize(wide, status) : wide;
  return U_SUCCESS(status) ? apart : wide;
}

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// ASCII, where nothing comes apart.
std::string plain_ascii(std::string_view text) {
  std::string out;
  bool gap = false;
  for (char c : text) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (!is_plain(c)) {
      gap = !out.empty();
      continue;
    }
    out.append(gap ? " " : "") += c;
    gap = false;
  }
  return out;
}

} // namespace

std::string plain_words(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    return plain_ascii(text);
  }
  const icu::UnicodeString apart = decomposed(text);
  icu::UnicodeString plain;
  bool gap = false;
  for (std::int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
    const UChar32 c = apart.char32At(i);
    if (u_getCombiningClass(c) != 0) {
      continue;
    }
    if (!u_isalnum(c)) {
      gap = !plain.isEmpty();
      continue;
    }
    if (gap) {
      plain.append(u' ');
      gap = false;
    }
    const char16_t base = base_of(c);
    plain.append(base != 0 ? static_cast<UChar32>(base) : c);
  }
  std::string out;
  return plain.toUTF8String(out);
}

std::vector<std::string_view> split_words(std::string_view plain) {
  std::vector<std::string_view> words;
  while (!plain.empty()) {
    const std::size_t space = std::min(plain.find(' '), plain.size());
    words.push_back(plain.substr(0, space));
    plain.remove_prefix(std::min(space + 1, plain.size()));
  }
  return words;
}

} // namespace leadstream
