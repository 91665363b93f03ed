#include "config/value.hpp"

#include "domain/json/writer.hpp"
#include "domain/text/trim.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace leadstream::config {
namespace {

struct unit {
  std::string_view name;
  double factor;
};

constexpr std::array<unit, 5> durations{
    {{"d", 86'400'000}, {"h", 3'600'000}, {"min", 60'000}, {"s", 1'000}, {"ms", 1}}};
constexpr std::array<unit, 3> sizes{{{"GiB", 1U << 30U}, {"MiB", 1U << 20U}, {"KiB", 1U << 10U}}};

std::optional<double> parse_flag(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
  for (const char* yes : {"true", "on", "yes", "1"}) {
    if (lower == yes) {
      return 1;
    }
  }
  for (const char* no : {"false", "off", "no", "0"}) {
    if (lower == no) {
      return 0;
    }
  }
  return std::nullopt;
}

/// The factor of the unit that follows a number; the kind's base unit when none does.
template <std::size_t N>
std::optional<double> factor_of(std::string_view name, const std::array<unit, N>& units) {
  if (name.empty()) {
    return 1;
  }
  const auto found = std::find_if(units.begin(), units.end(), [&](const unit& u) { return u.name == name; });
  return found == units.end() ? std::nullopt : std::optional<double>(found->factor);
}

std::string plain_text(double number) {
  std::array<char, 32> buffer{};
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed);
  return {buffer.data(), end.ptr};
}

template <std::size_t N>
std::string unit_text(double number, const std::array<unit, N>& units) {
  for (const unit& candidate : units) {
    if (number != 0 && std::fmod(number, candidate.factor) == 0) {
      return plain_text(number / candidate.factor) + std::string(candidate.name);
    }
  }
  return plain_text(number);
}

const char* takes(kind what) {
  switch (what) {
  case kind::flag:
    return "on or off (true or false)";
  case kind::integer:
    return "a whole number";
  case kind::number:
    return "a number";
  case kind::duration:
    return "a duration such as 250ms, 10s, 5min, 2h or 7d";
  case kind::size:
    return "a size such as 512, 8KiB or 64MiB";
  case kind::text:
    return "a text";
  case kind::list:
    break;
  }
  return "a list, its entries separated by commas";
}

/// In quotes, with line breaks and the like as escapes.
std::string quoted(std::string_view text) {
  std::string out;
  json::writer(out).value(text);
  return out;
}

error refused(const setting& row, std::string_view given) {
  std::string message = row.name + " takes " + takes_text(row);
  message += row.secret ? ", which the given value is not" : ", not " + quoted(given.substr(0, 200));
  return {error_code::invalid_argument, message, row.name};
}

bool fits(const setting& row, const std::string& text) {
  return row.like.fits == nullptr || row.like.fits(text);
}

result<parsed> parse_list(const setting& row, const std::vector<std::string>& entries) {
  if (static_cast<double>(entries.size()) > row.most) {
    return refused(row, std::to_string(entries.size()) + " entries");
  }
  const auto odd = std::find_if(entries.begin(), entries.end(),
                                [&](const std::string& entry) { return !fits(row, entry); });
  return odd == entries.end() ? result<parsed>(parsed(entries)) : refused(row, *odd);
}

} // namespace

std::optional<double> parse_number(kind what, std::string_view text) {
  text = trim(text, " \t");
  if (what == kind::flag) {
    return parse_flag(text);
  }
  double number = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
  if (end.ec != std::errc() || !std::isfinite(number)) {
    return std::nullopt;
  }
  const auto rest = trim({end.ptr, static_cast<std::size_t>(text.data() + text.size() - end.ptr)}, " \t");
  if (what == kind::duration && rest.empty() && number != 0) {
    return std::nullopt; // 30 of what?
  }
  const auto factor = what == kind::duration ? factor_of(rest, durations)
                      : what == kind::size   ? factor_of(rest, sizes)
                                             : factor_of(rest, std::array<unit, 0>{});
  if (!factor || (what != kind::number && number * *factor != std::floor(number * *factor))) {
    return std::nullopt;
  }
  return number * *factor;
}

std::string number_text(kind what, double number) {
  switch (what) {
  case kind::flag:
    return number != 0 ? "true" : "false";
  case kind::duration:
    return number == 0 ? "0s" : unit_text(number, durations);
  case kind::size:
    return unit_text(number, sizes);
  default:
    return plain_text(number);
  }
}

std::string takes_text(const setting& row) {
  const std::string bounds = bounds_text(row);
  if (!row.choices.empty()) {
    return "one of " + bounds;
  }
  return row.like.takes != nullptr ? bounds : takes(row.what) + (bounds.empty() ? "" : ", " + bounds);
}

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> entries;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const std::string_view entry = trim(text.substr(0, comma), " \t");
    if (!entry.empty()) {
      entries.emplace_back(entry);
    }
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return entries;
}

result<parsed> parse_value(const setting& row, const std::vector<std::string>& parts) {
  if (row.what == kind::list) {
    return parse_list(row, parts);
  }
  if (parts.size() != 1) {
    return refused(row, "a list");
  }
  const std::string& text = parts.front();
  if (row.what == kind::text) {
    const bool known =
        row.choices.empty() || std::find(row.choices.begin(), row.choices.end(), text) != row.choices.end();
    const bool unset = text.empty() && row.fallback.empty();
    return known && (unset || fits(row, text)) ? result<parsed>(parsed(text)) : refused(row, text);
  }
  const auto number = parse_number(row.what, text);
  const bool within = number && *number >= row.least && *number <= row.most;
  return within ? result<parsed>(parsed(*number)) : refused(row, text);
}

std::string value_text(const setting& row, const parsed& value) {
  if (const auto* number = std::get_if<double>(&value)) {
    return number_text(row.what, *number);
  }
  if (const auto* text = std::get_if<std::string>(&value)) {
    return *text;
  }
  std::string joined;
  for (const std::string& entry : std::get<std::vector<std::string>>(value)) {
    joined += (joined.empty() ? "" : ", ") + entry;
  }
  return joined;
}

} // namespace leadstream::config
