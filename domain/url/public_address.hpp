#pragma once
#include "domain/url/ip_address.hpp"

namespace leadstream {

/// Whether an address belongs to the public internet: no loopback, private, link-local, metadata, CGNAT,
/// test, multicast or reserved range (IANA special-purpose registries). An IPv4 address inside an IPv6 one
/// (mapped, NAT64, 6to4) is judged as well.
bool is_public(const ip_address& address);

} // namespace leadstream
