#include "domain/intel/told_time.hpp"

#include "domain/intel/dates.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>

namespace leadstream::intel {
namespace {

constexpr double days_of_year = 365;
constexpr double years_of_long_ago = 3;

/// The year that a sentence dates itself by; 0 when none.
int year_in(std::string_view plain) {
  static const re2::RE2 year(R"(\b(19[5-9]\d|20\d\d)\b)");
  int found = 0;
  return re2::RE2::PartialMatch({plain.data(), plain.size()}, year, &found) ? found : 0;
}

/// "ten years ago", "vor drei Jahren": at least two years.
bool tells_of_years_ago(std::string_view plain) {
  static const re2::RE2 ago(
      R"(\b((two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|many|several|some|\d+) (years|decades) (ago|earlier)|(a|one) decade ago|vor (zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|zwolf|zwanzig|vielen|einigen|\d+) jahren|il y a (deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt|plusieurs|quelques|\d+) ans|hace (dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|quince|veinte|varios|muchos|\d+) anos|(due|tre|quattro|cinque|dieci|venti|\d+) anni fa)\b)");
  return re2::RE2::PartialMatch({plain.data(), plain.size()}, ago);
}

bool tells_of_last_year(std::string_view plain) {
  static const re2::RE2 last(
      R"(\b(last year|a year ago|letztes jahr|im letzten jahr|im vorjahr|vor einem jahr|l an dernier|l annee derniere|il y a un an|el ano pasado|hace un ano|l anno scorso)\b)");
  return re2::RE2::PartialMatch({plain.data(), plain.size()}, last);
}

/// A past that today is held against: "220 people, up from 90 in 2023".
bool compares(std::string_view plain) {
  static const re2::RE2 than(
      R"(\b((up|grew|grown|rose|risen|went|gone|increased) (\w+ ){0,2}from|from (about |around |some |just |only |over )?(\d+ (\w+ )?(to|in|at)|one|two|three|four|five|six|seven|eight|nine|ten|a handful)|than|compared|against|waren|noch|statt|contre|frente a|desde|de \d+ a \d+|von \d+ auf|since|seit|depuis|rispetto|has|have|hat|haben)\b)");
  return re2::RE2::PartialMatch({plain.data(), plain.size()}, than);
}

int year_of(wall_time moment) {
  const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(moment)};
  return static_cast<int>(date.year());
}

} // namespace

double told_days(std::string_view plain, wall_time published) {
  if (compares(plain)) {
    return 0;
  }
  if (tells_of_years_ago(plain)) {
    return years_of_long_ago * days_of_year;
  }
  if (tells_of_last_year(plain)) {
    return days_of_year / 2;
  }
  const int year = year_in(plain);
  const int years = year == 0 ? 0 : std::max(0, year_of(published) - year);
  return years == 0 ? 0 : (years - 0.5) * days_of_year;
}

std::optional<std::chrono::sys_days> told_day(std::string_view sentence, const parted_sentence& parted,
                                              wall_time published) {
  constexpr std::array<std::string_view, 6> languages{"en", "de", "fr", "es", "it", "pt"};
  if (year_in(parted.plain()) == 0 || compares(parted.plain())) {
    return std::nullopt;
  }
  const auto language = std::find_if(languages.begin(), languages.end(),
                                     [&](std::string_view each) { return parted.may_be(each); });
  const auto day = find_date(sentence, std::string(language == languages.end() ? "en" : *language));
  return day && *day <= published ? day : std::nullopt;
}

} // namespace leadstream::intel
