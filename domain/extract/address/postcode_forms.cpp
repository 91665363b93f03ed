#include "domain/extract/address/postcode_forms.hpp"

#include "domain/lexicons.hpp"
#include "domain/text/strings.hpp"

#include <algorithm>
#include <string>

namespace leadstream::extraction::postcode_forms {
namespace {

const std::string& american_states() {
  static const std::string states = lexicon_pattern("american_states");
  return states;
}

/// Whether a letter stands before, but for blanks and the signs between a state and its code.
bool ends_word(std::string_view before) {
  const std::size_t last = before.find_last_not_of(" \t.,-\xE2\x80\xA2\xC2\xB7");
  return last != std::string_view::npos && is_letter(before[last]);
}

/// Whether the name of a town may follow a code that ends here.
bool begins_town(std::string_view behind) {
  behind.remove_prefix(behind.starts_with(',') ? 1 : 0);
  const std::size_t next = behind.find_first_not_of(" \t");
  if (behind.size() > 2 && behind.front() == '-' && (is_upper(behind[1]) || is_high(behind[1]))) {
    return true; // "50001-Zaragoza"
  }
  return next != std::string_view::npos && next > 0 &&
         (is_upper(behind[next]) || is_high(behind[next]) || behind[next] == '-' || behind[next] == '\'');
}

/// What a row of digits adds to the shape of its line.
void note_digits(std::string_view line, std::size_t begin, std::size_t end, line_shape& out) {
  const char before = begin > 0 ? line[begin - 1] : '\0';
  const char behind = end < line.size() ? line[end] : '\0';
  out.longest_run = std::max(out.longest_run, end - begin);
  out.letter_then_digit = out.letter_then_digit || is_upper(before);
  out.digit_then_letter = out.digit_then_letter || is_upper(behind);
  out.digit_between_letters =
      out.digit_between_letters || (is_upper(before) && end == begin + 1 && is_upper(behind));
  out.digit_dash_digit =
      out.digit_dash_digit || (behind == '-' && end + 1 < line.size() && is_digit(line[end + 1]));
  out.digits_behind_word =
      out.digits_behind_word || (end - begin >= 4 && is_blank(before) && ends_word(line.substr(0, begin)));
  out.town_behind_digits = out.town_behind_digits || begins_town(line.substr(end));
}

} // namespace

const RE2& us() {
  static const RE2 pattern(std::string("(?:^|[\\s,;|(])((") + american_states() +
                           R"()[.,]?(?: ?[,•·-])?\s+(\d{5}(?:-\d{4})?))(?:[^\d-]|-\D|$))");
  return pattern;
}

const RE2& us_without_state() {
  static const RE2 pattern(R"((\pL[\pL .'-]{2,}), {1,2}(\d{5}(?:-\d{4})?) ?(?:$|[,|;(]|USA))");
  return pattern;
}

const RE2& us_without_code() {
  static const RE2 pattern(std::string("\\pL, ((") + american_states() + R"()\.?)(?:$| ?[,|;)(]| [•·-] ))");
  return pattern;
}

const RE2& canada() {
  static const RE2 pattern(std::string("(?:^|[\\s,;|(])((?:(") + lexicon_pattern("canadian_provinces") +
                           R"()[.,)]*(?: ?[,-])?\s+)?([ABCEGHJ-NPRSTVXY]\d[A-Z][ -]?\d[A-Z]\d))(?:\W|$))");
  return pattern;
}

const RE2& britain() {
  static const RE2 pattern(
      R"((?:^|[\s,;|(])((?:GIR ?0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d|[A-HK-Y]\d\d|\d[A-HJKPS-UW]|[A-HK-Y]\d[ABEHMNPRV-Y])) {0,2}\d[ABD-HJLNP-UW-Z]{2})(?:\W|$))");
  return pattern;
}

const RE2& ireland() {
  static const RE2 pattern(R"((?:^|[\s,;|(])((?:[AC-FHKNPRTV-Y]\d{2}|D6W) ?[0-9AC-FHKNPRTV-Y]{4})(?:\W|$))");
  return pattern;
}

const RE2& brazil() {
  static const RE2 pattern(R"((?:^|[\s,;|(])((CEP:? ?)?(\d{5}-\d{3}))(?:\D|$))");
  return pattern;
}

const RE2& brazil_town() {
  static const RE2 pattern(R"(^,? *(?:[-–] )?(\p{Lu}[\p{L} .'’-]{1,40}?) ?[-–/,(] ?([A-Z]{2})\b)");
  return pattern;
}

const RE2& australia() {
  static const RE2 pattern(
      R"((?:^|[\s,;|(])((NSW|VIC|QLD|SA|WA|TAS|ACT|NT|New South Wales|Victoria|Queensland|South Australia|Western Australia|Tasmania),?\s+(\d{4}))(?:\D|$))");
  return pattern;
}

const RE2& europe() {
  static const RE2 pattern(
      R"((?:^|[\s,;|(>/·•–-])((?:([A-Z]{1,2})[ -]{1,3})?(\d{4} ?[A-Z]{2}|[A-HJ-NP-Z]\d{4}[A-Z]{3}|\d{4}-\d{3}|\d{2}-\d{3}|\d{3} \d{2}|\d{6}|\d{5}|\d{4})(?:\)?,?\s+(?:[-–] )?|-)((?:['’]s-|['’]t )?\p{Lu}[^\d,;|•·:<>(\[\t/]+)))");
  return pattern;
}

const RE2& behind_town() {
  static const RE2 pattern(R"([, ]((\d{6,7}|\d{3} \d{3}|\d{3}-\d{3,4}|\d{3,5})) *$)");
  return pattern;
}

line_shape shape_of(std::string_view line) {
  line_shape out;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (is_digit(line[at])) {
      const std::size_t begin = at;
      while (at < line.size() && is_digit(line[at])) {
        ++at;
      }
      note_digits(line, begin, at, out);
    }
  }
  return out;
}

bool has_capital_behind_comma(std::string_view line) {
  std::size_t comma = line.find(", ");
  while (comma != std::string_view::npos && !(comma + 2 < line.size() && is_upper(line[comma + 2]))) {
    comma = line.find(", ", comma + 1);
  }
  return comma != std::string_view::npos;
}

} // namespace leadstream::extraction::postcode_forms
