#include "domain/extract/phone/phone_candidates.hpp"

#include "domain/text/strings.hpp"

#include <re2/re2.h>

namespace leadstream::extraction {
namespace {

constexpr int fewest_digits = 6;
constexpr int most_digits = 17;
constexpr std::size_t widest_gap = 5;

/// How many bytes a separator of digits takes at `at`; 0 when there is none. Dashes and middle dots are of
/// UTF-8.
std::size_t separator(std::string_view line, std::size_t at) {
  const std::string_view rest = line.substr(at);
  if (std::string_view(" .-/()[]*~").find(rest.front()) != std::string_view::npos) {
    return 1;
  }
  for (const std::string_view wide : {"\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x88\x92"}) {
    if (rest.starts_with(wide)) {
      return 3;
    }
  }
  const bool between_digits = at > 0 && is_digit(line[at - 1]) && rest.size() > 2 && is_digit(rest[2]);
  return rest.starts_with("\xC2\xB7") && between_digits ? 2 : 0;
}

/// "079'333'44'55": as the Swiss part thousands too, so only behind a zero or plus.
bool is_apostrophe(std::string_view line, std::size_t begin, std::size_t at) {
  const bool dialled = line[begin] == '0' || line[begin] == '+';
  return dialled && line[at] == '\'' && is_digit(line[at - 1]) && at + 1 < line.size() &&
         is_digit(line[at + 1]);
}

bool glued_before(std::string_view line, std::size_t begin) {
  if (begin == 0) {
    return false;
  }
  const char c = line[begin - 1];
  const bool decimal = (c == '.' || c == ',') && begin >= 2 && is_digit(line[begin - 2]);
  return is_word(c) || c == '$' || c == '#' || c == '=' || c == '_' || c == '@' || decimal ||
         line.substr(0, begin).ends_with("\xE2\x82\xAC") || line.substr(0, begin).ends_with("\xC2\xA3");
}

bool glued_behind(std::string_view line, std::size_t end) {
  if (end >= line.size()) {
    return false;
  }
  const bool decimal = line[end] == ',' && end + 1 < line.size() && is_digit(line[end + 1]);
  const bool time = line[end] == ':' && end + 1 < line.size() && is_digit(line[end + 1]);
  return line[end] == '_' || line[end] == '@' || decimal || time;
}

/// A full stop behind what may be a whole number: the digits of the next sentence do not belong to it.
bool ends_sentence(std::string_view line, std::size_t at, int digits) {
  return digits >= 7 && line[at] == '.' && at + 1 < line.size() && line[at + 1] == ' ';
}

/// Grows a candidate from `begin` to its last digit.
phone_candidate grow(std::string_view line, std::size_t begin) {
  phone_candidate out{begin, begin, 0, 0, line[begin] == '+', false};
  std::size_t at = begin + (out.plus ? 1 : 0);
  std::size_t gap = 1;
  while (at < line.size()) {
    if (is_digit(line[at])) {
      out.groups += gap > 0 ? 1 : 0;
      ++out.digits;
      out.end = ++at;
      gap = 0;
      continue;
    }
    if (line[at] == '+' && out.digits == 0) {
      out.plus = true; // "(+41) …"
      ++at;
      continue;
    }
    const std::size_t width = is_apostrophe(line, begin, at) ? 1 : separator(line, at);
    gap += width;
    if (width == 0 || gap > widest_gap || (line[at] == '(' && out.digits > 3) ||
        ends_sentence(line, at, out.digits)) {
      break;
    }
    out.parens = out.parens || line[at] == '(';
    at += width;
  }
  return out;
}

/// Dates, hours, rows of pages and version numbers: 2024-05-01, 08.00-12.00, 0800-1200, 1 2 3 4, 1.2.3.4.
bool is_date(std::string_view text) {
  text = trim(text, "([ ");
  static const RE2 date(
      R"((?:(?:19|20)\d\d[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}[-./ ]\d{1,2}[-./ ](?:19|20)\d\d)(?:[ -].*)?)");
  static const RE2 years(R"((?:19|20)\d\d ?[-–/ ] ?(?:19|20)\d\d)");
  static const RE2 hours(
      R"((?:(?:[01]?\d|2[0-4])\.[0-5]\d ?[-–] ?(?:[01]?\d|2[0-4])\.[0-5]\d\b.*)|(?:(?:[01]\d|2[0-4])(?:00|15|30|45) ?[-–] ?(?:[01]\d|2[0-4])(?:00|15|30|45)\b ?)+)");
  static const RE2 pages(R"(\d(?: +\d)+)");
  static const RE2 address(R"((?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3})");
  const re2::StringPiece piece(text.data(), text.size());
  return RE2::FullMatch(piece, date) || RE2::FullMatch(piece, years) || RE2::FullMatch(piece, hours) ||
         RE2::FullMatch(piece, pages) || RE2::FullMatch(piece, address);
}

} // namespace

std::vector<phone_candidate> phone_candidates(std::string_view line) {
  std::vector<phone_candidate> found;
  for (std::size_t at = 0; at < line.size();) {
    const bool begins = is_digit(line[at]) || line[at] == '+' || line[at] == '(';
    const phone_candidate c = begins ? grow(line, at) : phone_candidate{};
    if (c.digits == 0) {
      ++at;
      continue;
    }
    const std::string_view text = line.substr(c.begin, c.end - c.begin);
    const bool fits = c.digits >= fewest_digits && c.digits <= 2 * most_digits &&
                      !glued_before(line, c.begin) && !glued_behind(line, c.end) && !is_date(text);
    if (fits) {
      found.push_back(c);
    }
    at = c.end;
  }
  return found;
}

std::vector<phone_candidate> vanity_numbers(std::string_view line) {
  static const RE2 pattern(
      R"((?:^|[^\w.-])((?:\+?1[-. ]?)?\(?8(?:00|33|44|55|66|77|88)\)?[-. ]{1,2}(?:[A-Z]{7}|[A-Z]{3}[- ][A-Z]{4}|\d{3}[- ][A-Z]{4}|[A-Z]{3}[- ]\d{4}|[A-Z]{4}[- ][A-Z]{3}))(?:\W|$))");
  std::vector<phone_candidate> found;
  re2::StringPiece rest(line.data(), line.size());
  re2::StringPiece number;
  while (line.find('8') != std::string_view::npos && RE2::FindAndConsume(&rest, pattern, &number)) {
    const auto begin = static_cast<std::size_t>(number.data() - line.data());
    found.push_back({begin, begin + number.size(), 10, 3, false, false});
  }
  return found;
}

std::string_view extension_behind(std::string_view text) {
  static const RE2 pattern(
      R"((?i)^[\s,;.(-]{0,4}(?:extension|extn?|ext|x|durchwahl|dw|poste|interno|int|toestel|tst|wewn|wew|ramal)[\s.:]{0,3}(?:no\.? ?)?(\d{1,6})\b)");
  re2::StringPiece digits;
  return RE2::PartialMatch(re2::StringPiece(text.data(), std::min<std::size_t>(text.size(), 40)), pattern,
                           &digits)
             ? std::string_view(digits.data(), digits.size())
             : std::string_view{};
}

} // namespace leadstream::extraction
