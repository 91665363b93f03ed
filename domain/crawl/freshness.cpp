#include "domain/crawl/freshness.hpp"

#include "domain/flow/retry_after.hpp"
#include "domain/text/ascii.hpp"
#include "domain/text/trim.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>

namespace leadstream::crawl {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// Longer promises count as this (RFC 9111, 1.2.2).
constexpr seconds longest{1LL << 31U};

/// Statuses that may be kept although the answer does not say so (RFC 9110, 15.1), without those that a
/// crawler never asks for.
constexpr std::array<int, 9> kept_by_default{200, 203, 204, 300, 301, 308, 404, 410, 414};
/// Kept only when the answer itself says how long it holds.
constexpr std::array<int, 3> kept_when_told{302, 303, 307};

/// Calls `each` with the members of all fields of that name, split at commas outside of quotes.
template <class F>
void for_each_member(const std::vector<header>& headers, std::string_view name, F each) {
  for (const auto& field : headers) {
    if (!equals_ignoring_case(field.name, name)) {
      continue;
    }
    bool quoted = false;
    std::size_t from = 0;
    for (std::size_t i = 0; i <= field.value.size(); ++i) {
      if (i == field.value.size() || (field.value[i] == ',' && !quoted)) {
        each(trim(std::string_view(field.value).substr(from, i - from)));
        from = i + 1;
      } else if (field.value[i] == '"') {
        quoted = !quoted;
      }
    }
  }
}

std::optional<seconds> delta(std::string_view text) {
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') {
    text = text.substr(1, text.size() - 2);
  }
  if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) {
    return std::nullopt;
  }
  std::int64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc{} ? std::min(seconds(value), longest) : longest;
}

/// What Cache-Control says, as far as it concerns a shared cache.
struct directives {
  bool no_store = false;
  bool no_cache = false;
  bool is_private = false;
  std::optional<seconds> max_age;
  std::optional<seconds> shared_max_age;
};

/// The shortest of repeated times counts; one that is no number means stale.
void learn(std::optional<seconds>& to, std::string_view value) {
  const seconds told = delta(value).value_or(seconds(0));
  to = to ? std::min(*to, told) : told;
}

directives directives_of(const page& answer) {
  directives says;
  bool any = false;
  for_each_member(answer.headers, "Cache-Control", [&](std::string_view member) {
    any = true;
    const auto equals = std::min(member.find('='), member.size());
    const std::string_view name = trim(member.substr(0, equals));
    const std::string_view value =
        equals < member.size() ? trim(member.substr(equals + 1)) : std::string_view{};
    says.no_store = says.no_store || equals_ignoring_case(name, "no-store");
    // With field names these two concern the named fields alone.
    says.no_cache = says.no_cache || (equals_ignoring_case(name, "no-cache") && value.empty());
    says.is_private = says.is_private || (equals_ignoring_case(name, "private") && value.empty());
    if (equals_ignoring_case(name, "max-age")) {
      learn(says.max_age, value);
    } else if (equals_ignoring_case(name, "s-maxage")) {
      learn(says.shared_max_age, value);
    }
  });
  if (!any) {
    for_each_member(answer.headers, "Pragma", [&](std::string_view member) {
      says.no_cache = says.no_cache || equals_ignoring_case(member, "no-cache");
    });
  }
  return says;
}

std::optional<wall_time> date_in(const page& answer, std::string_view name) {
  return flow::parse_http_date(find_header(answer.headers, name), answer.fetched_at);
}

/// What the answer itself says, nothing when it says nothing.
std::optional<milliseconds> told_lifetime(const page& answer, const directives& says) {
  if (says.shared_max_age || says.max_age) {
    return says.shared_max_age ? *says.shared_max_age : *says.max_age;
  }
  if (!find_header(answer.headers, "Expires").empty()) {
    const auto expires = date_in(answer, "Expires");
    const auto date = date_in(answer, "Date").value_or(answer.fetched_at);
    return expires ? std::max(milliseconds(0), milliseconds(*expires - date)) : milliseconds(0);
  }
  return std::nullopt;
}

/// By fields other than who asks the requests of this crawler never differ.
bool varies(const page& kept, const cache_rules& rules) {
  bool different = false;
  for_each_member(kept.headers, "Vary", [&](std::string_view field) {
    const bool identity = equals_ignoring_case(field, "user-agent") || equals_ignoring_case(field, "cookie");
    different = different || field == "*" || (identity && rules.identities_vary);
  });
  return different;
}

/// RFC 9111, 4.2.3
milliseconds age_of(const page& kept, wall_time now) {
  const auto date = date_in(kept, "Date");
  const milliseconds apparent =
      date ? std::max(milliseconds(0), milliseconds(kept.fetched_at - *date)) : milliseconds(0);
  const milliseconds told = delta(trim(find_header(kept.headers, "Age"))).value_or(seconds(0));
  return std::max(apparent, told) + std::max(milliseconds(0), milliseconds(now - kept.fetched_at));
}

} // namespace

bool is_no_store(const page& answer) {
  return directives_of(answer).no_store;
}

bool may_store(const page& answer) {
  const directives says = directives_of(answer);
  if (says.no_store || says.is_private) {
    return false;
  }
  if (std::find(kept_by_default.begin(), kept_by_default.end(), answer.status) != kept_by_default.end()) {
    return true;
  }
  return std::find(kept_when_told.begin(), kept_when_told.end(), answer.status) != kept_when_told.end() &&
         told_lifetime(answer, says).has_value();
}

milliseconds lifetime(const page& answer, const cache_rules& rules) {
  const directives says = directives_of(answer);
  if (says.no_cache) {
    return milliseconds(0);
  }
  if (const auto told = told_lifetime(answer, says)) {
    return *told;
  }
  if (const auto changed = date_in(answer, "Last-Modified")) {
    const milliseconds unchanged = answer.fetched_at - *changed;
    return std::clamp(unchanged / 10, milliseconds(0), rules.default_freshness);
  }
  return rules.default_freshness;
}

bool is_fresh(const page& kept, wall_time now, const cache_rules& rules) {
  return age_of(kept, now) < lifetime(kept, rules) && !varies(kept, rules);
}

std::vector<header> conditions(const page& kept) {
  std::vector<header> fields;
  if (const auto tag = find_header(kept.headers, "ETag"); !tag.empty()) {
    fields.push_back({"If-None-Match", std::string(tag)});
  }
  if (const auto changed = find_header(kept.headers, "Last-Modified");
      flow::parse_http_date(changed, kept.fetched_at)) {
    fields.push_back({"If-Modified-Since", std::string(changed)});
  }
  return fields;
}

page confirmed(const page& kept, const page& not_modified) {
  page now = kept;
  now.fetched_at = not_modified.fetched_at;
  std::erase_if(now.headers, [&](const header& old) {
    const bool of_body = equals_ignoring_case(old.name, "Content-Length") ||
                         equals_ignoring_case(old.name, "Content-Encoding");
    return (!of_body && !find_header(not_modified.headers, old.name).empty()) ||
           equals_ignoring_case(old.name, "Age");
  });
  for (const auto& field : not_modified.headers) {
    if (!equals_ignoring_case(field.name, "Content-Length") &&
        !equals_ignoring_case(field.name, "Content-Encoding")) {
      now.headers.push_back(field);
    }
  }
  return now;
}

} // namespace leadstream::crawl
