#pragma once
#include "domain/delivery/webhook_store.hpp"
#include "net/api/problem.hpp"

#include <string_view>
#include <vector>

namespace leadstream::api {

/// What a client wants an endpoint to be, or what is wrong with it.
struct webhook_request {
  delivery::endpoint_change wanted;
  std::vector<field_error> faults;
};

/// Reads {"url", "events", "description", "headers", "enabled"}; `creating`: url must be there, enabled not.
webhook_request read_webhook(std::string_view body, bool creating);

} // namespace leadstream::api
