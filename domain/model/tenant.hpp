#pragma once
#include <compare>
#include <string>

namespace leadstream {

/// The owner of everything that is stored. 1..64 characters of [a-z0-9_-].
struct tenant_id {
  std::string value;

  auto operator<=>(const tenant_id&) const = default;
};

/// The tenant of a service that has only one.
inline tenant_id default_tenant() {
  return {"default"};
}

} // namespace leadstream
