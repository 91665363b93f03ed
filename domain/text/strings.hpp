#pragma once
#include "domain/text/ascii.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

/// String helpers of the extraction, beside those of domain/text/ascii.hpp. Bytes above 0x7F are letters of
/// UTF-8 and kept as they are.
namespace leadstream::extraction {

constexpr bool is_high(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}

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
