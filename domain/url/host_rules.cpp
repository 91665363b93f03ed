#include "domain/url/host_rules.hpp"

#include "domain/text/ascii.hpp"
#include "domain/text/trim.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace leadstream {
namespace {

error invalid(std::string_view text, const char* what) {
  return {error_code::invalid_argument, "\"" + std::string(text) + "\" " + what, {}};
}

std::optional<endpoint> parse_endpoint(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view host = text.substr(0, colon);
  const std::string_view digits = text.substr(colon + 1);
  const auto address = parse_ip(lower(host) == "localhost" ? "127.0.0.1" : host);
  std::uint16_t port = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (!address || problem != std::errc{} || end != digits.data() + digits.size() || port == 0) {
    return std::nullopt;
  }
  return endpoint{*address, port};
}

} // namespace

bool host_pattern::matches(std::string_view host) const {
  if (!text.starts_with("*.")) {
    return host == text;
  }
  const std::string_view suffix = std::string_view(text).substr(1);
  return host.size() > suffix.size() && host.ends_with(suffix);
}

result<host_pattern> parse_host_pattern(std::string_view text) {
  host_pattern pattern{lower(trim(text, " \t"))};
  const std::string_view name = std::string_view(pattern.text).substr(pattern.text.starts_with("*.") ? 2 : 0);
  if (name.empty() || name.find_first_of("* \t/") != std::string_view::npos) {
    return invalid(text, "is no host pattern; write a host like shop.example, or *.example for all below it");
  }
  return pattern;
}

result<host_override> parse_host_override(std::string_view text) {
  constexpr const char* form = "is no host override; write it like *.test = 127.0.0.1:9090";
  const auto equals = text.find('=');
  if (equals == std::string_view::npos) {
    return invalid(text, form);
  }
  auto hosts = parse_host_pattern(text.substr(0, equals));
  const auto target = parse_endpoint(trim(text.substr(equals + 1), " \t"));
  if (!hosts || !target) {
    return invalid(text, form);
  }
  return host_override{std::move(*hosts), *target};
}

} // namespace leadstream
