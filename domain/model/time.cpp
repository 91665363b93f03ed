#include "domain/model/time.hpp"

namespace leadstream {
namespace {

using namespace std::chrono;

/// Reads exactly `digits` decimal digits at `position` and moves it on.
std::optional<int> read_number(std::string_view text, std::size_t& position, std::size_t digits) {
  if (position + digits > text.size()) {
    return std::nullopt;
  }
  int number = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    const char c = text[position++];
    if (c < '0' || c > '9') {
      return std::nullopt;
    }
    number = number * 10 + (c - '0');
  }
  return number;
}

bool skip(std::string_view text, std::size_t& position, std::string_view any_of) {
  if (position >= text.size() || any_of.find(text[position]) == std::string_view::npos) {
    return false;
  }
  ++position;
  return true;
}

/// The fraction after the point, in milliseconds; digits past the third are cut.
std::optional<int> read_milliseconds(std::string_view text, std::size_t& position) {
  int value = 0;
  int scale = 100;
  const std::size_t start = position;
  for (; position < text.size() && text[position] >= '0' && text[position] <= '9'; ++position) {
    value += (text[position] - '0') * scale;
    scale /= 10;
  }
  return position == start ? std::nullopt : std::optional<int>(value);
}

/// Z or ±hh:mm, as minutes to subtract.
std::optional<int> read_offset(std::string_view text, std::size_t& position) {
  if (skip(text, position, "Zz")) {
    return 0;
  }
  const bool negative = position < text.size() && text[position] == '-';
  if (!skip(text, position, "+-")) {
    return std::nullopt;
  }
  const auto hours = read_number(text, position, 2);
  const bool colon = skip(text, position, ":");
  const auto minutes = read_number(text, position, 2);
  if (!hours || !colon || !minutes || *hours > 23 || *minutes > 59) {
    return std::nullopt;
  }
  const int total = *hours * 60 + *minutes;
  return negative ? -total : total;
}

std::optional<sys_days> read_date(std::string_view text, std::size_t& position) {
  const auto y = read_number(text, position, 4);
  const bool first = skip(text, position, "-");
  const auto m = read_number(text, position, 2);
  const bool second = skip(text, position, "-");
  const auto d = read_number(text, position, 2);
  if (!y || !first || !m || !second || !d) {
    return std::nullopt;
  }
  const year_month_day date{year(*y), month(static_cast<unsigned>(*m)), day(static_cast<unsigned>(*d))};
  return date.ok() ? std::optional<sys_days>(date) : std::nullopt;
}

} // namespace

wall_time system_wall_time() {
  return time_point_cast<milliseconds>(system_clock::now());
}

std::string to_rfc3339(wall_time moment) {
  const auto day_start = floor<days>(moment);
  const year_month_day date{day_start};
  const hh_mm_ss clock{moment - day_start};
  std::string text = "0000-00-00T00:00:00.000Z";
  const auto write = [&](std::size_t position, std::size_t digits, unsigned number) {
    for (std::size_t i = position + digits; i > position; number /= 10) {
      text[--i] = static_cast<char>('0' + number % 10);
    }
  };
  write(0, 4, static_cast<unsigned>(static_cast<int>(date.year())));
  write(5, 2, static_cast<unsigned>(date.month()));
  write(8, 2, static_cast<unsigned>(date.day()));
  write(11, 2, static_cast<unsigned>(clock.hours().count()));
  write(14, 2, static_cast<unsigned>(clock.minutes().count()));
  write(17, 2, static_cast<unsigned>(clock.seconds().count()));
  write(20, 3, static_cast<unsigned>(clock.subseconds().count()));
  return text;
}

std::optional<wall_time> parse_rfc3339(std::string_view text) {
  std::size_t position = 0;
  const auto date = read_date(text, position);
  if (!date || !skip(text, position, "Tt ")) {
    return std::nullopt;
  }
  const auto hour = read_number(text, position, 2);
  const bool first = skip(text, position, ":");
  const auto minute = read_number(text, position, 2);
  const bool second_colon = skip(text, position, ":");
  const auto second = read_number(text, position, 2);
  if (!hour || !first || !minute || !second_colon || !second || *hour > 23 || *minute > 59 || *second > 60) {
    return std::nullopt;
  }
  int fraction = 0;
  if (skip(text, position, ".")) {
    const auto digits = read_milliseconds(text, position);
    if (!digits) {
      return std::nullopt;
    }
    fraction = *digits;
  }
  const auto offset = read_offset(text, position);
  if (!offset || position != text.size()) {
    return std::nullopt;
  }
  return *date + hours(*hour) + minutes(*minute - *offset) + seconds(*second) + milliseconds(fraction);
}

} // namespace leadstream
