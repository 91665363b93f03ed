#pragma once
#include "domain/sources/spend_ledger.hpp"

#include <memory>

namespace leadstream::storage {

class connections;

/// What sources cost, in the database.
std::unique_ptr<sources::spend_ledger> make_spend_ledger(std::shared_ptr<connections> database);

} // namespace leadstream::storage
