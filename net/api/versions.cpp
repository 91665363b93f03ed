#include "net/api/versions.hpp"

#include "net/api/problem.hpp"
#include "net/api/text.hpp"

#include <algorithm>

namespace leadstream::api {
namespace {

/// The version in an entity tag; a weak one is the same version of what it names.
std::optional<std::uint64_t> version_in(std::string_view tag) {
  if (tag.size() < 3 || !tag.starts_with('"') || !tag.ends_with('"')) {
    return std::nullopt;
  }
  const auto number = parse_number(tag.substr(1, tag.size() - 2));
  return number ? std::optional(static_cast<std::uint64_t>(*number)) : std::nullopt;
}

} // namespace

std::string etag_of(std::uint64_t version) {
  return '"' + std::to_string(version) + '"';
}

bool has_version(const request& asked, std::uint64_t version) {
  const auto tags = split(find_header(asked.headers, "If-None-Match"), ',');
  return std::any_of(tags.begin(), tags.end(), [&](std::string_view tag) {
    return tag == "*" || version_in(tag.starts_with("W/") ? tag.substr(2) : tag) == version;
  });
}

std::optional<std::uint64_t> wanted_version(const call_ptr& call) {
  const std::string_view tag = trimmed(find_header(call->asked.headers, "If-Match"));
  if (tag.empty()) {
    call->done(problem(428, "If-Match is missing; send the ETag that came with what you want to change"));
    return std::nullopt;
  }
  if (tag == "*") {
    return 0;
  }
  std::uint64_t latest = 0;
  for (const std::string_view one : split(tag, ',')) {
    latest = std::max(latest, version_in(one).value_or(0));
  }
  if (latest == 0) {
    call->done(changed_meanwhile());
    return std::nullopt;
  }
  return latest;
}

response changed_meanwhile() {
  return problem(412, "it has changed since it was read; read it again and send its new ETag as If-Match");
}

} // namespace leadstream::api
