#pragma once
#include "net/api/router.hpp"

namespace leadstream::auth {

/// The resources of accounts: log-in, keys, users, tickets, the audit log.
void add_routes(api::router& to);

} // namespace leadstream::auth
