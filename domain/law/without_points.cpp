#include "domain/law/without_points.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace leadstream::law {
namespace {

/// Past a quote with the backslashes that escape it; nothing when there is none.
std::optional<std::size_t> past_quote(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] == '\\') {
    ++at;
  }
  return at < text.size() && text[at] == '"' ? std::optional(at + 1) : std::nullopt;
}

/// Where the quote that ends before `at` begins, its backslashes included.
std::size_t begin_of_quote(std::string_view text, std::size_t at) {
  --at;
  while (at > 0 && text[at - 1] == '\\') {
    --at;
  }
  return at;
}

struct number {
  double value = 0;
  std::size_t end = 0;
};

std::optional<number> number_at(std::string_view text, std::size_t at) {
  number n;
  const auto read = std::from_chars(text.data() + at, text.data() + text.size(), n.value);
  n.end = static_cast<std::size_t>(read.ptr - text.data());
  return read.ec == std::errc{} ? std::optional(n) : std::nullopt;
}

/// The number of a member whose name ends at `at`.
std::optional<number> number_of_member(std::string_view text, std::size_t at) {
  const auto quoted = past_quote(text, at);
  return quoted && *quoted < text.size() && text[*quoted] == ':' ? number_at(text, *quoted + 1)
                                                                 : std::nullopt;
}

/// The end of both members when those at `at`, after the word latitude, are one of the points.
std::optional<std::size_t> end_of_point(std::string_view text, std::size_t at,
                                        const std::vector<point>& points) {
  constexpr std::string_view other = "longitude";
  const auto latitude = number_of_member(text, at);
  if (!latitude || latitude->end >= text.size() || text[latitude->end] != ',') {
    return std::nullopt;
  }
  const auto name = past_quote(text, latitude->end + 1);
  if (!name || !text.substr(*name).starts_with(other)) {
    return std::nullopt;
  }
  const auto longitude = number_of_member(text, *name + other.size());
  const bool known = longitude && std::any_of(points.begin(), points.end(), [&](const point& p) {
                       return p.latitude == latitude->value && p.longitude == longitude->value;
                     });
  return known ? std::optional(longitude->end) : std::nullopt;
}

std::string without_members(std::string_view text, const std::vector<point>& points) {
  constexpr std::string_view word = "latitude";
  std::string out;
  std::size_t kept = 0;
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    auto end = at > kept ? end_of_point(text, at + word.size(), points) : std::nullopt;
    if (!end || text[at - 1] != '"') {
      continue;
    }
    std::size_t begin = begin_of_quote(text, at);
    if (begin > kept && text[begin - 1] == ',') {
      --begin;
    } else if (*end < text.size() && text[*end] == ',') {
      ++*end;
    }
    out.append(text.substr(kept, begin - kept));
    kept = *end;
  }
  return out.append(text.substr(kept));
}

std::string without_strings(std::string_view text, const std::vector<point>& points) {
  std::string out;
  std::size_t kept = 0;
  for (auto at = text.find('"'); at != std::string_view::npos; at = text.find('"', at + 1)) {
    const auto found = number_at(text, at + 1);
    const bool known = found && past_quote(text, found->end) &&
                       std::any_of(points.begin(), points.end(), [&](const point& p) {
                         return p.latitude == found->value || p.longitude == found->value;
                       });
    if (known) {
      out.append(text.substr(kept, at + 1 - kept));
      kept = found->end;
    }
  }
  return out.append(text.substr(kept));
}

} // namespace

std::string without_points(std::string_view text, const std::vector<point>& points) {
  return without_strings(without_members(text, points), points);
}

} // namespace leadstream::law
