#include "domain/text/code_points.hpp"

#include <utility>

namespace leadstream {
namespace {

constexpr char32_t replacement = 0xfffd;

bool is_scalar(char32_t point) {
  return point < 0xd800 || (point > 0xdfff && point <= 0x10ffff);
}

/// How many bytes a sequence with that first byte has, and the bits the first byte gives; 0 for none.
struct lead_byte {
  std::size_t length;
  char32_t bits;
};

lead_byte read_lead(unsigned char byte) {
  if (byte < 0x80)
    return {1, byte};
  if (byte >= 0xc2 && byte < 0xe0)
    return {2, byte & 0x1fu};
  if (byte >= 0xe0 && byte < 0xf0)
    return {3, byte & 0x0fu};
  if (byte >= 0xf0 && byte < 0xf5)
    return {4, byte & 0x07u};
  return {0, 0};
}

/// The code point at the front of `text` and its length; the replacement for one byte when it is not valid.
std::pair<char32_t, std::size_t> decode(std::string_view text) {
  const auto [length, bits] = read_lead(static_cast<unsigned char>(text.front()));
  if (length == 0 || length > text.size())
    return {replacement, 1};
  char32_t point = bits;
  for (std::size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xc0u) != 0x80u)
      return {replacement, 1};
    point = point << 6 | (byte & 0x3fu);
  }
  const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
  if (overlong || !is_scalar(point))
    return {replacement, 1};
  return {point, length};
}

} // namespace

std::u32string code_points(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto [point, length] = decode(text);
    out += point;
    text.remove_prefix(length);
  }
  return out;
}

void append_utf8(std::string& out, char32_t point) {
  if (!is_scalar(point))
    point = replacement;
  const auto tail = [&](int shift) { return static_cast<char>(0x80u | (point >> shift & 0x3fu)); };
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xc0u | point >> 6);
    out += tail(0);
  } else if (point < 0x10000) {
    out += static_cast<char>(0xe0u | point >> 12);
    out += tail(6);
    out += tail(0);
  } else {
    out += static_cast<char>(0xf0u | point >> 18);
    out += tail(12);
    out += tail(6);
    out += tail(0);
  }
}

std::string to_utf8(std::u32string_view points) {
  std::string out;
  out.reserve(points.size());
  for (const char32_t point : points)
    append_utf8(out, point);
  return out;
}

} // namespace leadstream
