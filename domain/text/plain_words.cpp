#include "domain/text/plain_words.hpp"

#include "domain/text/ascii.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <optional>

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

std::string plain_by_icu(std::string_view text) {
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

/// What the letters of Latin come to, each by itself: those of two bytes, U+0080 to U+027F. Empty: a gap.
class latin_letters {
public:
  latin_letters() {
    for (unsigned i = 0; i < plain_.size(); ++i) {
      const unsigned c = first + i;
      const std::array<char, 2> written{static_cast<char>(0xC0U | (c >> 6U)),
                                        static_cast<char>(0x80U | (c & 0x3FU))};
      plain_.at(i) = plain_by_icu({written.data(), written.size()});
    }
  }

  /// What the letter at the beginning of a text comes to; nothing when it is another sign or two words ("½").
  const std::string* find(std::string_view text) const {
    const auto lead = static_cast<unsigned char>(text[0]);
    if (lead < 0xC2 || lead > 0xC9 || text.size() < 2 ||
        (static_cast<unsigned char>(text[1]) & 0xC0U) != 0x80U) {
      return nullptr;
    }
    const unsigned c = ((lead & 0x1FU) << 6U) | (static_cast<unsigned char>(text[1]) & 0x3FU);
    const std::string& plain = plain_.at(c - first);
    return plain.find(' ') == std::string::npos ? &plain : nullptr;
  }

private:
  static constexpr unsigned first = 0x80;
  std::array<std::string, 0x280 - first> plain_;
};

/// ASCII and Latin letters, where each comes to its own; nothing when another sign stands among them.
std::optional<std::string> plain_latin(std::string_view text) {
  static const latin_letters letters;
  std::string out;
  out.reserve(text.size());
  bool gap = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = to_lower(text[at]);
    const bool ascii = static_cast<unsigned char>(c) < 0x80;
    const std::string* letter = ascii ? nullptr : letters.find(text.substr(at));
    if (!ascii && letter == nullptr) {
      return std::nullopt;
    }
    at += ascii ? 0 : 1;
    if (ascii ? !is_plain(c) : letter->empty()) {
      gap = !out.empty();
      continue;
    }
    if (gap) {
      out += ' ';
      gap = false;
    }
    if (ascii) {
      out += c;
    } else {
      out += *letter;
    }
  }
  return out;
}

} // namespace

std::string plain_words(std::string_view text) {
  auto plain = plain_latin(text);
  return plain ? *std::move(plain) : plain_by_icu(text);
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
