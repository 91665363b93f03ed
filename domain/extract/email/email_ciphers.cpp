#include "domain/extract/email/email_ciphers.hpp"

#include "domain/text/strings.hpp"

#include <algorithm>

namespace leadstream::extraction {
namespace {

char rotate(char c, char first, char last, int step) {
  const int size = last - first + 1;
  return static_cast<char>(first + ((c - first + step) % size + size) % size);
}

/// The groups of characters within which TYPO3 moves.
char shift(char c, int step) {
  if (c >= '+' && c <= ':') {
    return rotate(c, '+', ':', step);
  }
  if (c >= '@' && c <= 'Z') {
    return rotate(c, '@', 'Z', step);
  }
  return is_lower(c) ? rotate(c, 'a', 'z', step) : c;
}

std::string shifted(std::string_view text, int step) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [step](char c) { return shift(c, step); });
  return out;
}

int base64_value(char c) {
  if (is_upper(c)) {
    return c - 'A';
  }
  if (is_lower(c)) {
    return c - 'a' + 26;
  }
  return is_digit(c) ? c - '0' + 52 : c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

} // namespace

std::string rot13(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    c = is_lower(c) ? rotate(c, 'a', 'z', 13) : is_upper(c) ? rotate(c, 'A', 'Z', 13) : c;
  }
  return out;
}

std::string reverse_bytes(std::string_view text) {
  return {text.rbegin(), text.rend()};
}

std::string decode_base64(std::string_view text) {
  text = trim(text, " \t\r\n=");
  std::string out;
  unsigned bits = 0;
  unsigned count = 0;
  for (const char c : text) {
    const int value = base64_value(c);
    if (value < 0) {
      return {};
    }
    bits = bits << 6U | static_cast<unsigned>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      out += static_cast<char>(bits >> count & 0xFFU);
    }
  }
  return out;
}

std::string decode_shifted_mailto(std::string_view text) {
  constexpr std::string_view head = "mailto:";
  if (text.size() <= head.size() || text.size() > 400) {
    return {};
  }
  for (int step = -25; step <= 25; ++step) {
    if (shifted(text.substr(0, head.size()), step) == head) {
      return shifted(text, step);
    }
  }
  return {};
}

} // namespace leadstream::extraction
