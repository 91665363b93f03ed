#include "domain/sources/storage_rule.hpp"

#include <algorithm>
#include <charconv>

namespace leadstream::sources {
namespace {

/// Puts one kind of content where its rule says; `put` copies it into the findings that it is given.
template <class Put>
void sort_in(kept_findings& kept, const retention& rule, const Put& put) {
  if (rule.what == retention::kind::forever) {
    put(kept.lasting);
  } else if (rule.what == retention::kind::limited) {
    put(kept.passing);
    kept.keep = kept.keep ? std::min(*kept.keep, rule.time) : rule.time;
  }
}

void keep_place(kept_findings& kept, const place& where, const storage_rule& rule) {
  place address = where;
  address.has_point = false;
  address.latitude = address.longitude = 0;
  place point;
  point.has_point = where.has_point;
  point.latitude = where.latitude;
  point.longitude = where.longitude;
  point.method = where.method;
  point.confidence = where.confidence;
  if (rule.of("address") == rule.of("coordinates")) {
    sort_in(kept, rule.of("address"), [&](findings& to) { to.places.push_back(where); });
    return;
  }
  if (!address.empty()) {
    sort_in(kept, rule.of("address"), [&](findings& to) { to.places.push_back(address); });
  }
  if (point.has_point) {
    sort_in(kept, rule.of("coordinates"), [&](findings& to) { to.places.push_back(point); });
  }
}

} // namespace

std::optional<retention> parse_retention(std::string_view text) {
  if (text == "forever") {
    return retention{};
  }
  if (text == "never") {
    return retention{retention::kind::never, {}};
  }
  unsigned count = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), count);
  const std::string_view unit = text.substr(static_cast<std::size_t>(end.ptr - text.data()));
  if (end.ec != std::errc{} || count == 0 || count > 100'000 || (unit != "d" && unit != "h")) {
    return std::nullopt;
  }
  return retention{retention::kind::limited, std::chrono::hours(unit == "d" ? count * 24 : count)};
}

std::string to_string(const retention& rule) {
  switch (rule.what) {
  case retention::kind::forever:
    return "forever";
  case retention::kind::never:
    return "never";
  default:
    return rule.time.count() % 24 == 0 ? std::to_string(rule.time.count() / 24) + "d"
                                       : std::to_string(rule.time.count()) + "h";
  }
}

const retention& storage_rule::of(std::string_view name) const {
  const auto found = content.find(std::string(name));
  return found == content.end() ? otherwise : found->second;
}

bool storage_rule::is_free() const {
  return otherwise == retention{} && std::all_of(content.begin(), content.end(),
                                                 [](const auto& one) { return one.second == retention{}; });
}

std::optional<std::chrono::hours> storage_rule::shortest() const {
  std::optional<std::chrono::hours> least;
  const auto note = [&least](const retention& rule) {
    if (rule.what == retention::kind::limited) {
      least = least ? std::min(*least, rule.time) : rule.time;
    }
  };
  note(otherwise);
  for (const auto& [name, rule] : content) {
    note(rule);
  }
  return least;
}

bool is_passing(const observation& seen) {
  return seen.record_id.empty() && !seen.subject.is_nil();
}

kept_findings keep(const findings& said, const storage_rule& rule) {
  kept_findings kept;
  if (rule.is_free()) {
    kept.lasting = said;
    return kept;
  }
  for (const fact& one : said.facts) {
    sort_in(kept, rule.of(one.method == review_method ? "reviews" : to_string(one.what)),
            [&](findings& to) { to.facts.push_back(one); });
  }
  for (const person& one : said.people) {
    sort_in(kept, rule.of("people"), [&](findings& to) { to.people.push_back(one); });
  }
  for (const place& where : said.places) {
    keep_place(kept, where, rule);
  }
  return kept;
}

} // namespace leadstream::sources
