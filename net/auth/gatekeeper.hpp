#pragma once
#include "net/auth/authenticator.hpp"

#include <memory>

namespace leadstream::auth {

/// How credentials are judged.
struct gatekeeper_options {
  std::string local_key; ///< opens everything of `tenant` from the loopback
  tenant_id tenant = default_tenant();
  wall_clock clock = system_wall_time;
};

std::shared_ptr<authenticator> make_gatekeeper(gatekeeper_options options);

} // namespace leadstream::auth
