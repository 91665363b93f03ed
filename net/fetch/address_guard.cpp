#include "net/fetch/address_guard.hpp"

#include <algorithm>

namespace leadstream::net {

bool address_guard::permits(const ip_address& address) const {
  const ip_address plain = unmapped(address);
  return is_public(plain) || std::any_of(allowed_.begin(), allowed_.end(),
                                         [&](const network& allowed) { return allowed.contains(plain); });
}

} // namespace leadstream::net
