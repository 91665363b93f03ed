#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

/// Small string helpers of the extraction. Bytes above 0x7F are letters of UTF-8 and kept as they are.
namespace leadstream::extraction {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
constexpr bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
constexpr bool is_letter(char c) {
  return is_upper(c) || is_lower(c);
}
constexpr bool is_word(char c) {
  return is_letter(c) || is_digit(c);
}
constexpr bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
constexpr bool is_high(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}
constexpr char to_lower(char c) {
  return is_upper(c) ? static_cast<char>(c + 32) : c;
}

constexpr char to_upper(char c) {
  return is_lower(c) ? static_cast<char>(c - 32) : c;
}

/// ASCII letters in lower case, in upper case.
std::string lower(std::string_view text);
std::string upper(std::string_view text);
bool equals_ignoring_case(std::string_view a, std::string_view b);
bool contains_ignoring_case(std::string_view text, std::string_view lower_case_part);
bool starts_with_ignoring_case(std::string_view text, std::string_view lower_case_start);

/// Without blanks (also U+00A0) at both ends.
std::string_view trim(std::string_view text);
/// Without any of these bytes at both ends.
std::string_view trim(std::string_view text, std::string_view characters);

/// Every run of blanks as one space, none at the ends.
std::string fold_blanks(std::string_view text);

/// The parts between separators, trimmed, empty ones left out.
std::vector<std::string_view> split(std::string_view text, std::string_view separators);

/// Whether one of the blank-separated words of `text` is `word`.
bool contains_word(std::string_view text, std::string_view word);

/// Percent-decoding; malformed escapes stay as they are.
std::string percent_decode(std::string_view text);

/// The value of a hexadecimal digit, -1 when it is none.
constexpr int hex_value(char c) {
  return is_digit(c)            ? c - '0'
         : c >= 'a' && c <= 'f' ? c - 'a' + 10
         : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                : -1;
}

/// Whether `text` is one of a few words.
inline bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words) {
    if (text == word) {
      return true;
    }
  }
  return false;
}

/// Whether any of a few lower-case parts occurs in `text`, ASCII case ignored.
bool contains_any(std::string_view text, std::initializer_list<std::string_view> lower_case_parts);

} // namespace leadstream::extraction
