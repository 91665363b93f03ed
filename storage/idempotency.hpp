#pragma once
#include "domain/idempotency.hpp"

#include <memory>

namespace leadstream::storage {

class connections;

/// Idempotency keys in the database.
std::shared_ptr<idempotency_keys> make_idempotency_keys(std::shared_ptr<connections> database);

} // namespace leadstream::storage
