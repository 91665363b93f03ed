#pragma once
#include "domain/delivery/webhook_store.hpp"
#include "storage/sql/connection.hpp"

/// How endpoints and deliveries stand in their tables.
namespace leadstream::storage::sql {

#define LEADSTREAM_ENDPOINT_COLUMNS                                                                          \
  "e.id, e.url, e.events, e.description, e.headers, e.secret, e.old_secret, e.old_secret_until, e.enabled, " \
  "e.disabled_reason, e.failing_since, e.created_at"
#define LEADSTREAM_DELIVERY_COLUMNS                                                                          \
  "d.id, d.endpoint_id, d.lane, d.type, d.data, d.at, d.state, d.attempts, d.attempted_at, d.last_status, "  \
  "d.last_error"

delivery::endpoint read_endpoint(statement& row);
delivery::delivery read_delivery(statement& row);

/// Names with blanks between; header lines.
std::string header_lines(const std::vector<header>& headers);

} // namespace leadstream::storage::sql
