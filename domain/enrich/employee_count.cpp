#include "domain/enrich/employee_count.hpp"

#include "domain/text/strings.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <utility>

namespace leadstream::enrich {
namespace {

/// Beginnings of nouns for those who work for somebody.
constexpr const char* nouns =
    R"(employee|staff\b|co-?worker|team members|full[- ]time|mitarbeite|beschäftigte|)"
    "angestellte|fachkräfte|employé|salarié|collaborateur|empleado|trabajador|dipendent|collaborator|"
    "funcionári|colaborador|"
    "trabalhador|medewerker|werknemer|pracowni[kc]|anställd|medarbetare|ansatte|medarbejder|medarbeider|"
    "zaměstnan|zamestnan|työntekij|alkalmazott|munkavállal|angajați|salariați|zaposlen|çalışan|сотрудник|"
    "працівник|εργαζ[όο]μεν|υπάλληλ|社員|従業員|员工|員工|직원";
/// What stands before a number in languages without blanks.
constexpr const char* labels = "(?:社員|従業員|员工|員工|직원|스태프)(?:数|數|人数|人數|规模|規模|수)?";

constexpr std::size_t most_digits = 7;

const re2::RE2& range_of_words() {
  static const re2::RE2 expression(
      R"((?i)(\d)(?:\s*[-–—‑−～〜]\s*|\s+(?:to|bis|à|a|ao|al|até|tot|do|till|til|až|до)\s+)(\d))");
  return expression;
}

const re2::RE2& range_between() {
  static const re2::RE2 expression(
      R"((?i)(between|zwischen|entre|tra|fra|tussen|między|pomiędzy|mellan|mellem|mellom|mezi|medzi|между)\s+(\d+)\s+(?:and|und|et|y|e|en|i|och|og|a|и)\s+(\d))");
  return expression;
}

/// Which of the separators of thousands stands there; empty when none does.
std::string_view separator_at(std::string_view text) {
  for (const std::string_view one :
       {",", ".", "'", " ", "’", "‘", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89"}) {
    if (text.starts_with(one)) {
      return one;
    }
  }
  return {};
}

std::size_t digits_at(std::string_view text) {
  return std::min(text.find_first_not_of("0123456789"), text.size());
}

/// The number that `text` begins with, its groups joined; takes it off the text.
std::string take_number(std::string_view& text) {
  std::string number(text.substr(0, digits_at(text)));
  text.remove_prefix(number.size());
  const std::string_view separator = separator_at(text);
  bool grouped = !separator.empty() && number.size() <= 3 && number.front() != '0';
  while (grouped && text.starts_with(separator) && digits_at(text.substr(separator.size())) == 3) {
    number += text.substr(separator.size(), 3);
    text.remove_prefix(separator.size() + 3);
  }
  if (!text.empty() && (text[0] == 'k' || text[0] == 'K') && (text.size() == 1 || !is_letter(text[1]))) {
    number += "000";
    text.remove_prefix(1);
  }
  return number;
}

std::string first_count(const re2::RE2& expression, std::string_view text) {
  re2::StringPiece rest(text.data(), text.size());
  std::string from;
  std::string open_end;
  std::string to;
  while (re2::RE2::FindAndConsume(&rest, expression, &from, &open_end, &to)) {
    if (std::string count = count_text(from, !open_end.empty(), to); !count.empty()) {
      return count;
    }
  }
  return {};
}

constexpr const char* number = R"((\d+)(?:\s?(\+|plus\b)|-(\d+))?\+?)";

/// "51-200 employees", with up to so many words between
re2::RE2 before_noun(const char* most_words) {
  return {std::string(R"((?i)(?:^|[^\w.,€$£%+/-]))") + number + R"(\s*(?:[\p{L}-]+ +){0,)" + most_words +
          "}?(?:" + nouns + R"()\p{L}{0,6}(?:$|[^\p{L}]))"};
}

/// "Employees: 35", where nothing but the number follows
const re2::RE2& after_label() {
  static const re2::RE2 expression(
      std::string(R"((?i)(?:(?:)") + nouns + R"()\p{L}*(?:\s?\([^()\n]{1,20}\))?\s*[:：]\s*|)" + labels +
      R"(\s*[:：]?\s*))" + number + R"(\s*(?:$|\n|[;,|()]\D|[;,|()]$|\.\s|\.$|[名人명]))");
  return expression;
}

} // namespace

std::string plain_counts(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  while (!text.empty()) {
    if (is_digit(text.front())) {
      plain += take_number(text);
    } else {
      plain += text.front();
      text.remove_prefix(1);
    }
  }
  re2::RE2::GlobalReplace(&plain, range_between(), R"(\2-\3)");
  re2::RE2::GlobalReplace(&plain, range_of_words(), R"(\1-\2)");
  return plain;
}

std::string count_text(std::string_view from, bool open_end, std::string_view to) {
  if (from.empty() || from.front() == '0' || from.size() > most_digits || to.size() > most_digits) {
    return {};
  }
  if (to.empty()) {
    return std::string(from) + (open_end ? "+" : "");
  }
  const bool rises = std::pair(from.size(), from) < std::pair(to.size(), to);
  return rises ? std::string(from) + '-' + std::string(to) : std::string();
}

std::string find_employee_count(std::string_view text, gap between) {
  static const re2::RE2 joined = before_noun("0");
  static const re2::RE2 apart = before_noun("3");
  const std::string plain = plain_counts(text);
  std::string count = first_count(between == gap::none ? joined : apart, plain);
  return count.empty() ? first_count(after_label(), plain) : count;
}

} // namespace leadstream::enrich
