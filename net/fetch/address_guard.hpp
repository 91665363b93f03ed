#pragma once
#include "domain/url/public_address.hpp"

#include <utility>
#include <vector>

namespace leadstream::net {

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
