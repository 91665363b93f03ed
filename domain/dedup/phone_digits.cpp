#include "domain/dedup/phone_digits.hpp"

#include "domain/text/code_points.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <string>

namespace leadstream::dedup {
namespace {

constexpr std::size_t fewest = 5;
constexpr std::size_t most = 15;
constexpr std::uint64_t tail_range = 10'000'000; // seven digits
constexpr std::uint64_t ten_digits = 10'000'000'000;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::uint64_t power_above(std::uint64_t number) {
  std::uint64_t power = 1;
  while (power <= number) {
    power *= 10;
  }
  return power;
}

/// "1-800-FLOWERS": what the letters of a free number stand for on the keys. Zero for any other text.
std::uint64_t digits_of_vanity(std::string_view text) {
  constexpr std::string_view keys = "22233344455566677778889999";
  std::string digits;
  std::size_t letters = 0;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z') {
      digits += keys[static_cast<std::size_t>(c - 'A')];
      ++letters;
    } else if (c >= '0' && c <= '9' && (!digits.empty() || c > '1')) {
      digits += c;
    } else if (is_letter(c)) {
      return 0;
    }
  }
  constexpr std::size_t national = 10;
  constexpr std::size_t fewest_letters = 3;
  const bool is_free = digits.size() == national && digits[0] == '8' && letters >= fewest_letters;
  return is_free ? std::stoull(digits) : 0;
}

/// Digits of any script as ASCII.
std::string with_plain_digits(std::string_view text) {
  std::string plain;
  for (const char32_t c : code_points(text)) {
    const int digit = u_charDigitValue(static_cast<UChar32>(c));
    digit >= 0 ? plain.append(std::to_string(digit)) : plain.append(to_utf8({&c, 1}));
  }
  return plain;
}

bool is_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return (c & '\x80') != 0; });
}

std::uint64_t digits_of_plain(std::string_view text) {
  std::uint64_t digits = 0;
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size() && count <= most; ++i) {
    const char c = text[i];
    if (c >= '0' && c <= '9') {
      digits = digits * 10 + static_cast<std::uint64_t>(c - '0');
      count += digits > 0 ? 1 : 0;
    } else if (c == '(' && count > 0 && text.substr(i, 3) == "(0)") {
      i += 2;
    } else if (count >= fewest && (is_letter(c) || c == '#' || c == ';' || c == ',')) {
      break; // an extension or another number
    }
  }
  return count < fewest || count > most ? 0 : digits;
}

/// Whether at most one digit was changed, added or left out.
bool one_digit_apart(std::uint64_t a, std::uint64_t b) {
  while (a != 0 && b != 0 && a % 10 == b % 10) {
    a /= 10;
    b /= 10;
  }
  return a / 10 == b / 10 || a / 10 == b || a == b / 10;
}

} // namespace

std::uint64_t phone_digits(std::string_view text) {
  if (!is_ascii(text)) {
    return digits_of_plain(with_plain_digits(text));
  }
  const std::uint64_t digits = digits_of_plain(text);
  return digits != 0 ? digits : digits_of_vanity(text);
}

bool same_phone(std::uint64_t a, std::uint64_t b) {
  if (a > b) {
    std::swap(a, b);
  }
  if (a > ten_digits && a % ten_digits == b % ten_digits) {
    return true; // Russian numbers are written with 7 and with 8
  }
  return b % power_above(a) == a && (a == b || a > 99'999) && a != 0;
}

bool similar_phone(std::uint64_t a, std::uint64_t b) {
  constexpr std::uint64_t shortest = 1'000'000;
  if (std::min(a, b) < shortest) {
    return false;
  }
  const std::uint64_t without_country = std::max(a, b) % power_above(std::min(a, b));
  return one_digit_apart(a, b) ||
         (without_country >= shortest && one_digit_apart(std::min(a, b), without_country));
}

std::uint64_t phone_tail(std::uint64_t digits) {
  return digits % tail_range;
}

} // namespace leadstream::dedup
