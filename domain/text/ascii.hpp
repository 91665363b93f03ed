#pragma once
#include <string>
#include <string_view>

/// Letters, digits and blanks of ASCII. Bytes above 0x7F are of no class and are kept as they are.
namespace leadstream {

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
constexpr char to_lower(char c) {
  return is_upper(c) ? static_cast<char>(c + 32) : c;
}

/// The text with its letters in lower case.
std::string lower(std::string_view text);

/// Whether both are the same but for the case of letters. Makes no copy.
bool equals_ignoring_case(std::string_view a, std::string_view b);

/// Texts (anything that appends to a string) one after the other, with `between` before each but the first.
template <class Texts>
std::string joined(const Texts& texts, std::string_view between) {
  std::string all;
  for (const auto& text : texts) {
    all.append(all.empty() ? std::string_view() : between).append(text);
  }
  return all;
}

} // namespace leadstream
