#include "domain/enrich/size.hpp"

#include "domain/text/ascii.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace leadstream::enrich {
namespace {

constexpr std::uint64_t most_employees = 5'000'000;

/// Whether the three characters after `at` are digits and no fourth is: a separator of thousands stands
/// there.
bool parts_thousands(std::string_view text, std::size_t at) {
  const auto digit = [&](std::size_t i) { return at + i < text.size() && is_digit(text[at + i]); };
  const bool separator = text[at] == ',' || text[at] == '.' || text[at] == '\'' || text[at] == ' ';
  return separator && digit(1) && digit(2) && digit(3) && !digit(4);
}

/// The number that begins at `at`, which moves behind it.
std::uint64_t read_number(std::string_view text, std::size_t& at) {
  std::uint64_t number = 0;
  const std::size_t begin = at;
  for (; at < text.size() && (is_digit(text[at]) || (at > begin && parts_thousands(text, at))); ++at) {
    if (is_digit(text[at])) {
      number = std::min(number * 10 + static_cast<std::uint64_t>(text[at] - '0'), most_employees);
    }
  }
  if (at < text.size() && (text[at] == 'k' || text[at] == 'K') &&
      (at + 1 == text.size() || text[at + 1] < 'A')) {
    ++at;
    number *= 1'000;
  }
  return std::min(number, most_employees);
}

} // namespace

std::optional<size_category> size_of_text(std::string_view text) {
  std::vector<std::uint64_t> numbers;
  bool open_end = false;
  for (std::size_t at = 0; at < text.size() && numbers.size() < 2;) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    numbers.push_back(read_number(text, at));
    open_end = at < text.size() && text[at] == '+';
  }
  if (numbers.empty() || numbers.back() == 0) {
    return std::nullopt;
  }
  return size_of(numbers.back() + (open_end ? 1 : 0));
}

} // namespace leadstream::enrich
