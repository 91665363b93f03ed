#pragma once
#include "net/fetch/ip_address.hpp"

#include <utility>
#include <vector>

namespace leadstream::net {

/// Whether an address belongs to the public internet: no loopback, private, link-local, metadata, CGNAT,
/// test, multicast or reserved range (IANA special-purpose registries). An IPv4 address inside an IPv6 one
/// (mapped, NAT64, 6to4) is judged as well.
bool is_public(const ip_address& address);

/// Decides where connections may go: public addresses and the networks that the operator allowed. Any thread.
class address_guard {
public:
  address_guard() = default;
  explicit address_guard(std::vector<network> allowed) : allowed_(std::move(allowed)) {}

  bool permits(const ip_address& address) const;

private:
  std::vector<network> allowed_;
};

} // namespace leadstream::net
