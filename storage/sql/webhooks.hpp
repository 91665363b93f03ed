#pragma once
#include "domain/delivery/webhook_store.hpp"
#include "storage/connections.hpp"

#include <memory>

namespace leadstream::storage::sql {

/// The endpoints and the outbox on the database's connections.
std::unique_ptr<delivery::webhook_store> make_webhook_store(std::shared_ptr<connections> database);

} // namespace leadstream::storage::sql
