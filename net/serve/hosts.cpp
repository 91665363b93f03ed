#include "net/serve/hosts.hpp"

#include "domain/text/ascii.hpp"
#include "net/api/text.hpp"

#include <algorithm>

namespace leadstream::serve {
namespace {

std::string_view without_port(std::string_view host) {
  if (host.starts_with('[')) {
    return host.substr(0, host.find(']') + 1);
  }
  return host.substr(0, host.find(':'));
}

bool is_loopback_v4(std::string_view name) {
  const auto parts = api::split(name, '.');
  return parts.size() == 4 && parts.front() == "127" &&
         std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
           const auto number = api::parse_number(part);
           return part.size() <= 3 && number && *number <= 255;
         });
}

} // namespace

bool is_own_host(std::string_view host, const std::vector<std::string>& allowed) {
  const std::string_view name = without_port(host);
  return equals_ignoring_case(name, "localhost") || name == "[::1]" || is_loopback_v4(name) ||
         std::any_of(allowed.begin(), allowed.end(),
                     [&](const std::string& own) { return equals_ignoring_case(own, name); });
}

bool is_same_origin(std::string_view origin, std::string_view host, bool secure) {
  const auto scheme = origin.find("://");
  const std::string_view name =
      scheme == std::string_view::npos ? std::string_view() : origin.substr(scheme + 3);
  const std::string_view protocol = origin.substr(0, scheme);
  return ((protocol == "http" && !secure) || protocol == "https") && !name.empty() &&
         equals_ignoring_case(name, host);
}

} // namespace leadstream::serve
