#pragma once
#include "config/table.hpp"

#include <charconv>
#include <type_traits>
#include <utility>

/// A row whose name is the member's.
#define SETTING(path, ...)                                                                                   \
  row(                                                                                                       \
      #path, [](settings & s) -> auto& { return s.path; }, __VA_ARGS__)

/// How a row of the table is written down: the member of `settings` gives the kind, the rest is said.
namespace leadstream::config {

using rows = std::vector<setting>;

/// In which limits are said: numbers, milliseconds, bytes.
inline constexpr double million = 1'000'000;
inline constexpr double second = 1'000;
inline constexpr double minute = 60 * second;
inline constexpr double hour = 60 * minute;
inline constexpr double day = 24 * hour;
inline constexpr double kib = 1024;
inline constexpr double mib = 1024 * kib;
inline constexpr double gib = 1024 * mib;

/// What a row allows.
struct limits {
  double least = 0;
  double most = 0;
  std::vector<std::string> choices;
  shape like;
};

inline limits between(double least, double most) {
  return {least, most, {}, {}};
}
inline limits one_of(std::vector<std::string> choices) {
  return {0, 0, std::move(choices), {}};
}
inline limits like(const shape& text) {
  return {0, 0, {}, text};
}
inline limits at_most(double entries, const shape& each) {
  return {0, entries, {}, each};
}
inline limits any_text() {
  return {};
}

template <class Member>
constexpr kind kind_of(std::string_view name) {
  if constexpr (std::is_same_v<Member, bool>) {
    return kind::flag;
  } else if constexpr (std::is_integral_v<Member>) {
    return name.ends_with("_bytes") ? kind::size : kind::integer;
  } else if constexpr (std::is_floating_point_v<Member>) {
    return kind::number;
  } else if constexpr (std::is_same_v<Member, milliseconds>) {
    return kind::duration;
  } else if constexpr (std::is_same_v<Member, std::string>) {
    return kind::text;
  } else {
    return kind::list;
  }
}

/// Fills a list; the row's shape has seen to it that numbers are numbers.
template <class Entry>
void assign(std::vector<Entry>& to, const std::vector<std::string>& from) {
  if constexpr (std::is_same_v<Entry, std::string>) {
    to = from;
  } else {
    to.assign(from.size(), Entry{});
    for (std::size_t i = 0; i < from.size(); ++i) {
      std::from_chars(from[i].data(), from[i].data() + from[i].size(), to[i]);
    }
  }
}

template <class Member>
void assign(Member& to, const parsed& from) {
  if constexpr (std::is_same_v<Member, std::string>) {
    to = std::get<std::string>(from);
  } else if constexpr (std::is_same_v<Member, bool>) {
    to = std::get<double>(from) != 0;
  } else if constexpr (std::is_same_v<Member, milliseconds>) {
    to = milliseconds(static_cast<milliseconds::rep>(std::get<double>(from)));
  } else {
    to = static_cast<Member>(std::get<double>(from));
  }
}

/// A row for the member that `at` finds in settings.
template <class Access>
setting row(std::string name, Access at, std::string fallback, limits allowed, std::string help) {
  using member = std::remove_cvref_t<decltype(at(std::declval<settings&>()))>;
  setting made;
  made.what = kind_of<member>(name);
  made.name = std::move(name);
  made.fallback = std::move(fallback);
  made.least = allowed.least;
  made.most = made.what == kind::flag ? 1 : allowed.most;
  made.choices = std::move(allowed.choices);
  made.like = allowed.like;
  made.help = std::move(help);
  made.store = [at](settings& into, const parsed& value) {
    if constexpr (kind_of<member>("") == kind::list) {
      assign(at(into), std::get<std::vector<std::string>>(value));
    } else {
      assign(at(into), value);
    }
  };
  return made;
}

inline setting also(std::string alias, setting row) {
  row.alias = std::move(alias);
  return row;
}

inline setting secret(setting row) {
  row.secret = true;
  return row;
}

} // namespace leadstream::config
