#include "domain/dedup/phone_digits.hpp"

#include "domain/dedup/similarity.hpp"

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

} // namespace

std::uint64_t phone_digits(std::string_view text) {
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
  return a != 0 && b != 0 && a > 999'999 && b > 999'999 &&
         edit_distance(std::to_string(a), std::to_string(b)) <= 1;
}

std::uint64_t phone_tail(std::uint64_t digits) {
  return digits % tail_range;
}

} // namespace leadstream::dedup
