#pragma once
#include "domain/delivery/crm.hpp"
#include "storage/connections.hpp"

#include <memory>

namespace leadstream::storage::sql {

/// What was sent to CRMs, on the database's connections.
std::unique_ptr<delivery::crm_store> make_crm_store(std::shared_ptr<connections> database);

} // namespace leadstream::storage::sql
