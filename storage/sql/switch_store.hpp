#pragma once
#include "domain/sources/switch_store.hpp"
#include "storage/connections.hpp"

#include <memory>

namespace leadstream::storage {

/// The switches of sources in the database; they are the installation's, not a tenant's.
std::shared_ptr<sources::switch_store> make_switch_store(std::shared_ptr<connections> database);

} // namespace leadstream::storage
