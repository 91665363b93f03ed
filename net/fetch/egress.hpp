#pragma once
#include "domain/ports.hpp"
#include "domain/url/host_rules.hpp"
#include "domain/url/url.hpp"
#include "net/fetch/address_guard.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace leadstream::net {

/// Why a request is not sent.
struct refusal {
  fetch_failure failure = fetch_failure::none;
  std::string message;
};

/// Where a request for a URL goes.
struct route {
  bool trusted = false;               ///< a host of the operator: the address guard does not hold
  std::optional<endpoint> substitute; ///< the override's target; nothing else may be connected to
  std::vector<ip_address> addresses;  ///< where to connect; empty until DNS was asked
};

/// The rules of what may leave: ports, overrides, own hosts and the address guard. Pure; any thread.
class egress {
public:
  egress(std::vector<host_override> overrides, std::vector<host_pattern> own_hosts,
         std::vector<std::uint16_t> ports, address_guard guard);

  /// The way to a URL: complete for overrides and hosts that are addresses, else without addresses.
  std::variant<route, refusal> plan(const url& target) const;

  /// Whether DNS's answer may be used. One address that is not public refuses the name: mixed answers are
  /// how names are bound to other addresses later.
  std::optional<refusal> judge(const route& way, const std::vector<ip_address>& addresses) const;

  /// The final word, asked for the socket about to be connected.
  bool may_connect(const route& way, const ip_address& address) const;

private:
  std::vector<host_override> overrides_;
  std::vector<host_pattern> own_hosts_;
  std::vector<std::uint16_t> ports_;
  address_guard guard_;
};

/// Why the rules never let anything be sent to that URL; nothing when they may, once DNS was asked.
std::optional<std::string> refuses(const egress& rules, const std::string& url);

} // namespace leadstream::net
