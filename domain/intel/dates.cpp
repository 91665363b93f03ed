#include "domain/intel/dates.hpp"

#include "domain/text/plain_words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace leadstream::intel {
namespace {

/// The beginnings of the months' names, without marks, each with a month's number; the longer come first
/// where one begins another.
struct month_name {
  std::string_view begin;
  unsigned month;
};
constexpr std::array<month_name, 49> months{
    {{"januar", 1}, {"janvier", 1}, {"enero", 1},   {"gennaio", 1},  {"janeiro", 1},   {"styczn", 1},
     {"jan", 1},    {"februar", 2}, {"fevrier", 2}, {"febbraio", 2}, {"fevereiro", 2}, {"lut", 2},
     {"feb", 2},    {"march", 3},   {"marz", 3},    {"mars", 3},     {"maart", 3},     {"marc", 3},
     {"mar", 3},    {"apr", 4},     {"avril", 4},   {"abril", 4},    {"kwie", 4},      {"mai", 5},
     {"may", 5},    {"mei", 5},     {"mag", 5},     {"maj", 5},      {"juin", 6},      {"jun", 6},
     {"giugno", 6}, {"czerw", 6},   {"juil", 7},    {"jul", 7},      {"luglio", 7},    {"lip", 7},
     {"aug", 8},    {"aout", 8},    {"ago", 8},     {"sierp", 8},    {"sep", 9},       {"set", 9},
     {"wrze", 9},   {"oct", 10},    {"okt", 10},    {"ott", 10},     {"out", 10},      {"pazd", 10},
     {"nov", 11}}};
constexpr std::array<month_name, 5> last_months{
    {{"list", 11}, {"dec", 12}, {"dez", 12}, {"dic", 12}, {"grud", 12}}};
/// Short forms that are words of their own elsewhere: they count between a day and a year alone.
constexpr std::array<month_name, 17> short_months{{{"ene", 1},
                                                   {"gen", 1},
                                                   {"sty", 1},
                                                   {"fev", 2},
                                                   {"fevr", 2},
                                                   {"maerz", 3},
                                                   {"mrt", 3},
                                                   {"mrz", 3},
                                                   {"kwi", 4},
                                                   {"giu", 6},
                                                   {"cze", 6},
                                                   {"lug", 7},
                                                   {"sie", 8},
                                                   {"wrz", 9},
                                                   {"paz", 10},
                                                   {"lis", 11},
                                                   {"gru", 12}}};
constexpr std::size_t longest_text = 400;

unsigned month_of(std::string_view word) {
  const auto fits = [&](const month_name& each) { return word.starts_with(each.begin) && word.size() <= 12; };
  if (const auto found = std::find_if(months.begin(), months.end(), fits); found != months.end()) {
    return found->month;
  }
  const auto found = std::find_if(last_months.begin(), last_months.end(), fits);
  return found == last_months.end() ? 0 : found->month;
}

unsigned short_month_of(std::string_view word) {
  const auto found = std::find_if(short_months.begin(), short_months.end(),
                                  [&](const month_name& each) { return word == each.begin; });
  return found == short_months.end() ? 0 : found->month;
}

/// A word of digits with at most an ordinal's ending ("12th", "1er"); 0 when it is none.
unsigned number_of(std::string_view word) {
  unsigned number = 0;
  const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), number);
  const auto rest = static_cast<std::size_t>(word.data() + word.size() - end);
  const bool is_time = rest > 0 && *end == 't'; // "12T10" of an ISO date
  return problem == std::errc() && (rest <= 2 || is_time) && number <= 9999 ? number : 0;
}

bool is_year(unsigned number) {
  return number >= 1990 && number < 2100;
}

std::optional<std::chrono::sys_days> day_of(unsigned year, unsigned month, unsigned day) {
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(year)), std::chrono::month(month),
                                         std::chrono::day(day)};
  return is_year(year) && date.ok() ? std::optional(std::chrono::sys_days(date)) : std::nullopt;
}

/// Reads dates among words.
class reader {
public:
  reader(std::string_view plain, bool month_first) : month_first_(month_first) {
    for (const std::string_view word : split_words(plain)) {
      if (word != "de" && word != "of" && word != "del" && word != "the") {
        words_.push_back(word);
      }
    }
  }

  std::optional<std::chrono::sys_days> first() const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (const auto found = at(i)) {
        return found;
      }
    }
    return std::nullopt;
  }

private:
  unsigned number(std::size_t i) const { return i < words_.size() ? number_of(words_[i]) : 0; }
  unsigned month(std::size_t i) const { return i < words_.size() ? month_of(words_[i]) : 0; }
  unsigned short_month(std::size_t i) const { return i < words_.size() ? short_month_of(words_[i]) : 0; }

  std::optional<std::chrono::sys_days> at(std::size_t i) const {
    const unsigned first = number(i);
    if (is_year(first) && words_[i].size() == 4) {
      return day_of(first, number(i + 1), number(i + 2));
    }
    if (const unsigned named = month(i + 1); first > 0 && (named > 0 || short_month(i + 1) > 0)) {
      return day_of(number(i + 2), named > 0 ? named : short_month(i + 1), first);
    }
    if (first > 0) {
      return numeric(first, number(i + 1), number(i + 2));
    }
    if (const unsigned named = month(i); named > 0) {
      const unsigned next = number(i + 1);
      return is_year(next) ? day_of(next, named, 1) : day_of(number(i + 2), named, next);
    }
    return std::nullopt;
  }

  std::optional<std::chrono::sys_days> numeric(unsigned first, unsigned second, unsigned year) const {
    const bool month_first = (month_first_ && first <= 12) || second > 12;
    return month_first ? day_of(year, first, second) : day_of(year, second, first);
  }

  bool month_first_;
  std::vector<std::string_view> words_;
};

} // namespace

std::optional<std::chrono::sys_days> find_date(std::string_view text, std::string_view language) {
  text = text.substr(0, longest_text);
  const std::string plain = plain_words(text);
  const bool slashes = text.find('/') != std::string_view::npos;
  return reader(plain, slashes && language == "en").first();
}

std::string to_iso(std::chrono::sys_days day) {
  const std::chrono::year_month_day date(day);
  const auto two = [](unsigned number) {
    return std::string(number < 10 ? "0" : "") + std::to_string(number);
  };
  return std::to_string(static_cast<int>(date.year())) + '-' + two(static_cast<unsigned>(date.month())) +
         '-' + two(static_cast<unsigned>(date.day()));
}

} // namespace leadstream::intel
