#include "domain/flow/retry_after.hpp"

#include "domain/text/trim.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace leadstream::flow {
namespace {

std::optional<int> number(std::string_view digits) {
  int value = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return problem == std::errc{} && end == digits.data() + digits.size() && !digits.empty() && digits[0] != '-'
             ? std::optional(value)
             : std::nullopt;
}

std::optional<unsigned> month(std::string_view name) {
  constexpr std::array<std::string_view, 12> names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto* found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? std::nullopt
                              : std::optional(static_cast<unsigned>(found - names.begin()) + 1);
}

/// Words between spaces, commas and hyphens.
std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> out;
  while (out.size() < 8) {
    const auto from = text.find_first_not_of(" ,-");
    if (from == std::string_view::npos)
      break;
    const auto end = std::min(text.find_first_of(" ,-", from), text.size());
    out.push_back(text.substr(from, end - from));
    text.remove_prefix(end);
  }
  return out;
}

std::optional<std::chrono::seconds> time_of_day(std::string_view text) {
  if (text.size() != 8 || text[2] != ':' || text[5] != ':')
    return std::nullopt;
  const auto hours = number(text.substr(0, 2));
  const auto minutes = number(text.substr(3, 2));
  const auto seconds = number(text.substr(6, 2));
  if (!hours || !minutes || !seconds || *hours > 23 || *minutes > 59 || *seconds > 60)
    return std::nullopt;
  return std::chrono::hours(*hours) + std::chrono::minutes(*minutes) + std::chrono::seconds(*seconds);
}

/// A year of two digits is the one that is not more than 50 years ahead.
int full_year(int year, wall_time now) {
  if (year >= 100)
    return year;
  const auto today = std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(now));
  const int current = static_cast<int>(today.year());
  const int guess = current - current % 100 + year;
  return guess > current + 50 ? guess - 100 : guess;
}

} // namespace

std::optional<wall_time> parse_http_date(std::string_view text, wall_time now) {
  auto parts = words(trim(text.substr(0, 64)));
  if (parts.size() == 5) // "Sun Nov  6 08:49:37 1994"
    parts = {parts[0], parts[2], parts[1], parts[4], parts[3], "GMT"};
  if (parts.size() != 6 ||
      parts[5] != "GMT") // "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT"
    return std::nullopt;
  const auto day = number(parts[1]);
  const auto in_year = month(parts[2]);
  const auto year = number(parts[3]);
  const auto time = time_of_day(parts[4]);
  if (!day || !in_year || !year || !time || *year > 9999)
    return std::nullopt;
  const std::chrono::year_month_day date(std::chrono::year(full_year(*year, now)),
                                         std::chrono::month(*in_year),
                                         std::chrono::day(static_cast<unsigned>(*day)));
  if (!date.ok())
    return std::nullopt;
  return wall_time(std::chrono::sys_days(date) + *time);
}

std::optional<std::chrono::milliseconds> parse_retry_after(std::string_view value, wall_time now,
                                                           std::chrono::milliseconds cap) {
  value = trim(value);
  if (value.empty())
    return std::nullopt;
  if (value.find_first_not_of("0123456789") == std::string_view::npos) {
    std::int64_t seconds = 0;
    const auto [end, problem] = std::from_chars(value.data(), value.data() + value.size(), seconds);
    if (problem != std::errc{} || seconds > cap.count() / 1'000)
      return cap;
    return std::chrono::seconds(seconds);
  }
  const auto date = parse_http_date(value, now);
  if (!date)
    return std::nullopt;
  return std::clamp<std::chrono::milliseconds>(*date - now, std::chrono::milliseconds(0), cap);
}

} // namespace leadstream::flow
