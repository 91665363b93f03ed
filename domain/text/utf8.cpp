#include "domain/text/utf8.hpp"

#include "domain/text/strings.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace leadstream::extraction {
namespace {

/// How many continuation bytes must follow, and what the smallest code point of that length is.
struct sequence {
  unsigned following;
  char32_t smallest;
};

sequence sequence_of(unsigned char lead) {
  if (lead >= 0xC2 && lead <= 0xDF) {
    return {1, 0x80};
  }
  if (lead >= 0xE0 && lead <= 0xEF) {
    return {2, 0x800};
  }
  return lead >= 0xF0 && lead <= 0xF4 ? sequence{3, 0x10000} : sequence{0, 0};
}

constexpr char32_t invalid = 0xFFFFFFFF;

/// The code point at `position`, which moves behind it (behind one byte when it is invalid).
char32_t take(std::string_view text, std::size_t& position) {
  const auto lead = static_cast<unsigned char>(text[position++]);
  if (lead < 0x80) {
    return lead;
  }
  const sequence expected = sequence_of(lead);
  if (expected.following == 0 || position + expected.following > text.size()) {
    return invalid;
  }
  char32_t code_point = lead & (0x3FU >> expected.following);
  for (unsigned i = 0; i < expected.following; ++i) {
    const auto byte = static_cast<unsigned char>(text[position + i]);
    if ((byte & 0xC0U) != 0x80U) {
      return invalid;
    }
    code_point = code_point << 6U | (byte & 0x3FU);
  }
  const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  if (code_point < expected.smallest || code_point > 0x10FFFF || surrogate) {
    return invalid;
  }
  position += expected.following;
  return code_point;
}

/// The first byte above ASCII at or after `position`, eight bytes a step.
std::size_t behind_ascii(std::string_view text, std::size_t position) {
  std::uint64_t word = 0;
  while (position + sizeof word <= text.size()) {
    std::memcpy(&word, text.data() + position, sizeof word);
    if ((word & 0x8080808080808080U) != 0) {
      break;
    }
    position += sizeof word;
  }
  while (position < text.size() && !is_high(text[position])) {
    ++position;
  }
  return position;
}

} // namespace

bool is_valid_utf8(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    i = behind_ascii(bytes, i);
    if (i < bytes.size() && take(bytes, i) == invalid) {
      return false;
    }
  }
  return true;
}

bool is_ascii(std::string_view bytes) {
  return behind_ascii(bytes, 0) == bytes.size();
}

std::string make_valid_utf8(std::string_view bytes) {
  if (bytes.find('\0') == std::string_view::npos && is_valid_utf8(bytes)) {
    return std::string(bytes);
  }
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t start = i;
    const char32_t code_point = take(bytes, i);
    if (code_point == invalid) {
      out += "\xEF\xBF\xBD";
    } else if (code_point != 0) {
      out.append(bytes.substr(start, i - start));
    }
  }
  return out;
}

void append_utf8(std::string& out, char32_t code_point) {
  std::array<char, 4> bytes{};
  std::size_t length = 0;
  UBool failed = false;
  U8_APPEND(bytes.data(), length, bytes.size(), static_cast<UChar32>(code_point), failed);
  if (failed == 0) {
    out.append(bytes.data(), length);
  }
}

char32_t next_code_point(std::string_view text, std::size_t& position) {
  const char32_t code_point = take(text, position);
  return code_point == invalid ? U'\uFFFD' : code_point;
}

bool is_unicode_letter(char32_t code_point) {
  return u_isalpha(static_cast<UChar32>(code_point)) != 0;
}
bool is_unicode_upper(char32_t code_point) {
  return u_isupper(static_cast<UChar32>(code_point)) != 0;
}

std::string unicode_lower(std::string_view text) {
  const std::size_t ascii = behind_ascii(text, 0);
  std::string out;
  out.reserve(text.size());
  out.resize(ascii);
  std::transform(text.data(), text.data() + ascii, out.begin(), to_lower);
  for (std::size_t i = ascii; i < text.size();) {
    if (!is_high(text[i])) {
      out += to_lower(text[i++]);
    } else {
      append_utf8(out, static_cast<char32_t>(u_tolower(static_cast<UChar32>(next_code_point(text, i)))));
    }
  }
  return out;
}

} // namespace leadstream::extraction
