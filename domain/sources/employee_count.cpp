#include "domain/sources/employee_count.hpp"

#include "domain/text/ascii.hpp"
#include "domain/text/fold_case.hpp"

#include <algorithm>
#include <array>

namespace leadstream::sources {
namespace {

/// Beginnings of the words, folded.
constexpr std::array<std::string_view, 13> words{
    "employee", "mitarbeite", "beschäftigte", "angestellte", "employé",   "salarié",    "collaborateur",
    "empleado", "dipendent",  "funcionário",  "medewerker",  "pracownik", "trabalhador"};

/// Turns dashes of any kind into '-', and blanks that do not break into blanks.
std::string plain(std::string text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> signs{{{"\xE2\x80\x93", "-"},
                                                                                {"\xE2\x80\x94", "-"},
                                                                                {"\xE2\x80\x91", "-"},
                                                                                {"\xC2\xA0", " "},
                                                                                {"\xE2\x80\xAF", " "}}};
  for (const auto& [from, to] : signs) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
      text.replace(at, from.size(), to);
    }
  }
  return text;
}

/// The number that ends before `end`: groups of three may be set apart by a comma, a point, an apostrophe or
/// a blank. Moves `end` to its first digit.
std::string number_before(std::string_view text, std::size_t& end) {
  std::string digits;
  std::size_t at = end;
  std::size_t group = 0;
  while (at > 0) {
    const char c = text[at - 1];
    if (is_digit(c)) {
      digits += c;
      ++group;
    } else if (group == 3 && (c == ',' || c == '.' || c == '\'' || c == ' ') && at > 1 &&
               is_digit(text[at - 2])) {
      group = 0;
    } else {
      break;
    }
    --at;
  }
  std::reverse(digits.begin(), digits.end());
  end = at;
  return digits.size() <= 7 ? digits : std::string{};
}

/// What stands before the word at `end`.
std::string count_before(std::string_view text, std::size_t end) {
  const auto skip = [&] {
    while (end > 0 && text[end - 1] == ' ') {
      --end;
    }
  };
  skip();
  const bool more = end > 0 && text[end - 1] == '+';
  end -= more ? 1 : 0;
  std::string upper = number_before(text, end);
  if (upper.empty() || (end > 0 && (text[end - 1] == '.' || text[end - 1] == ','))) {
    return {};
  }
  skip();
  if (end > 0 && text[end - 1] == '-') {
    --end;
    skip();
    if (const std::string lower = number_before(text, end); !lower.empty()) {
      return lower + "-" + upper;
    }
  }
  return upper + (more ? "+" : "");
}

} // namespace

std::string find_employee_count(std::string_view text) {
  const std::string folded = plain(fold_case(text));
  for (const std::string_view word : words) {
    for (auto at = folded.find(word); at != std::string::npos; at = folded.find(word, at + 1)) {
      if (std::string count = count_before(folded, at); !count.empty()) {
        return count;
      }
    }
  }
  return {};
}

} // namespace leadstream::sources
