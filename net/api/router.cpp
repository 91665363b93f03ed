#include "net/api/router.hpp"

#include <optional>

namespace leadstream::api {
namespace {

constexpr std::string_view hole = "{id}";

/// What stands for {id} (empty when the pattern has none), or nothing when the path does not fit.
std::optional<std::string_view> fit(std::string_view pattern, std::string_view path) {
  const auto start = pattern.find(hole);
  if (start == std::string_view::npos) {
    return pattern == path ? std::optional(std::string_view()) : std::nullopt;
  }
  const std::string_view before = pattern.substr(0, start);
  const std::string_view after = pattern.substr(start + hole.size());
  if (path.size() <= before.size() + after.size() || !path.starts_with(before) || !path.ends_with(after)) {
    return std::nullopt;
  }
  const std::string_view id = path.substr(start, path.size() - before.size() - after.size());
  return id.find('/') == std::string_view::npos ? std::optional(id) : std::nullopt;
}

void allow(std::string& allowed, const std::string& method) {
  allowed += (allowed.empty() ? "" : ", ") + method;
  if (method == "GET") {
    allowed += ", HEAD";
  }
}

} // namespace

void router::add(std::string method, std::string pattern, requirement admits, handler handle,
                 upload_opener open) {
  routes_.push_back({std::move(method), std::move(pattern), admits, std::move(handle), std::move(open)});
}

route_match router::match(std::string_view method, std::string_view path) const {
  const std::string_view wanted = method == "HEAD" ? "GET" : method;
  route_match match;
  for (const route& r : routes_) {
    if (const auto id = fit(r.pattern, path)) {
      allow(match.allowed, r.method);
      if (r.method == wanted) {
        match.found = &r;
        match.id = *id;
      }
    }
  }
  if (!match.allowed.empty()) {
    allow(match.allowed, "OPTIONS");
  }
  return match;
}

} // namespace leadstream::api
