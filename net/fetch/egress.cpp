#include "net/fetch/egress.hpp"

#include <algorithm>
#include <utility>

namespace leadstream::net {
namespace {

refusal private_address() {
  return {fetch_failure::address_refused,
          "the host is not on the public internet; name it as an own host or allow its network to reach it"};
}

refusal closed_port(std::uint16_t port) {
  return {fetch_failure::url_refused,
          "port " + std::to_string(port) + " is not among the allowed ports; add it to them to reach it"};
}

/// Of hosts that are addresses, and of those that always mean this machine (RFC 6761, 6.3).
std::optional<ip_address> known_address(std::string_view host) {
  const bool is_local = host == "localhost" || host.ends_with(".localhost");
  return parse_ip(is_local ? "127.0.0.1" : host);
}

template <class Rules, class Pattern>
auto find_rule(const Rules& rules, const std::string& host, Pattern pattern) {
  return std::find_if(rules.begin(), rules.end(),
                      [&](const auto& rule) { return pattern(rule).matches(host); });
}

} // namespace

egress::egress(std::vector<host_override> overrides, std::vector<host_pattern> own_hosts,
               std::vector<std::uint16_t> ports, address_guard guard)
    : overrides_(std::move(overrides)), own_hosts_(std::move(own_hosts)), ports_(std::move(ports)),
      guard_(std::move(guard)) {}

std::variant<route, refusal> egress::plan(const url& target) const {
  route way;
  const auto rule = find_rule(overrides_, target.host,
                              [](const host_override& o) -> const host_pattern& { return o.hosts; });
  if (rule != overrides_.end()) {
    way.trusted = true;
    way.substitute = rule->target;
    way.addresses = {rule->target.address};
    return way;
  }
  way.trusted = find_rule(own_hosts_, target.host,
                          [](const host_pattern& p) -> const host_pattern& { return p; }) != own_hosts_.end();
  if (!way.trusted && std::find(ports_.begin(), ports_.end(), target.port) == ports_.end()) {
    return closed_port(target.port);
  }
  if (const auto address = known_address(target.host)) {
    way.addresses = {*address};
    if (auto refused = judge(way, way.addresses)) {
      return std::move(*refused);
    }
  }
  return way;
}

std::optional<refusal> egress::judge(const route& way, const std::vector<ip_address>& addresses) const {
  const bool all = std::all_of(addresses.begin(), addresses.end(),
                               [&](const ip_address& address) { return may_connect(way, address); });
  return all ? std::nullopt : std::optional(private_address());
}

bool egress::may_connect(const route& way, const ip_address& address) const {
  if (way.substitute) {
    return unmapped(address) == unmapped(way.substitute->address);
  }
  return way.trusted || guard_.permits(address);
}

std::optional<std::string> refuses(const egress& rules, const std::string& url) {
  const auto target = parse_url(url);
  if (!target) {
    return target.problem().message;
  }
  const auto way = rules.plan(*target);
  const auto* refused = std::get_if<refusal>(&way);
  return refused == nullptr ? std::nullopt : std::optional(refused->message);
}

} // namespace leadstream::net
