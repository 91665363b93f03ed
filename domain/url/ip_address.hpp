#pragma once
#include "domain/model/result.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

struct sockaddr;

namespace leadstream {

/// An IPv4 or IPv6 address. IPv4 stands in the first four bytes, the rest is zero.
struct ip_address {
  std::array<std::uint8_t, 16> bytes{};
  bool v6 = false;

  bool operator==(const ip_address&) const = default;
};

/// Reads a canonical dotted quad or an IPv6 address, with or without brackets. Nothing for any other text.
std::optional<ip_address> parse_ip(std::string_view text);

/// The address of a socket. Nothing when the family is neither IPv4 nor IPv6.
std::optional<ip_address> address_of(const sockaddr& socket);

/// As text, IPv6 without brackets.
std::string to_string(const ip_address& address);

/// An IPv4-mapped IPv6 address as the IPv4 address that it stands for; any other address as it is.
ip_address unmapped(const ip_address& address);

/// A range of addresses: "10.0.0.0/8", "fd00::/8".
struct network {
  ip_address base;
  unsigned prefix = 0; ///< 0..32 for IPv4, 0..128 for IPv6

  bool contains(const ip_address& address) const;
  bool operator==(const network&) const = default;
};

/// Reads a range in CIDR notation; a bare address is the range of itself. invalid_argument names the text at
/// fault.
result<network> parse_network(std::string_view text);

} // namespace leadstream
