#include "net/api/text.hpp"

#include "domain/text/trim.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace leadstream::api {
namespace {

/// Length of a sequence by its first byte and the allowed range of its second; 0 for no first byte.
struct sequence {
  std::size_t length;
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
};

sequence sequence_of(unsigned char first) {
  if (first < 0x80) {
    return {1};
  }
  if (first >= 0xC2 && first <= 0xDF) {
    return {2};
  }
  if (first >= 0xE0 && first <= 0xEF) {
    return {3, static_cast<unsigned char>(first == 0xE0 ? 0xA0 : 0x80),
            static_cast<unsigned char>(first == 0xED ? 0x9F : 0xBF)};
  }
  if (first >= 0xF0 && first <= 0xF4) {
    return {4, static_cast<unsigned char>(first == 0xF0 ? 0x90 : 0x80),
            static_cast<unsigned char>(first == 0xF4 ? 0x8F : 0xBF)};
  }
  return {0};
}

bool continues(std::string_view rest, const sequence& expected) {
  for (std::size_t i = 1; i < expected.length; ++i) {
    const auto byte = static_cast<unsigned char>(rest[i]);
    const bool fits = i == 1 ? byte >= expected.low && byte <= expected.high : (byte & 0xC0U) == 0x80U;
    if (!fits) {
      return false;
    }
  }
  return true;
}

} // namespace

std::optional<std::size_t> count_characters(std::string_view text) {
  std::size_t count = 0;
  while (!text.empty()) {
    const sequence expected = sequence_of(static_cast<unsigned char>(text.front()));
    if (expected.length == 0 || expected.length > text.size() || !continues(text, expected)) {
      return std::nullopt;
    }
    text.remove_prefix(expected.length);
    ++count;
  }
  return count;
}

bool has_control_characters(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; });
}

std::string_view trimmed(std::string_view text) {
  return trim(text, " \t");
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find(separator), text.size());
    parts.push_back(trimmed(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::optional<std::int64_t> parse_number(std::string_view text) {
  const bool digits = !text.empty() && text.size() <= 18 &&
                      std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  std::int64_t number = 0;
  if (!digits || std::from_chars(text.data(), text.data() + text.size(), number).ec != std::errc()) {
    return std::nullopt;
  }
  return number;
}

} // namespace leadstream::api
