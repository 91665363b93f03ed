#pragma once
#include "domain/law/law_store.hpp"
#include "storage/connections.hpp"
#include "storage/maintenance.hpp"

#include <memory>

namespace leadstream::storage::sql {

/// Suppressions and erasures on the database's connections; leads that lose observations are scored by
/// `score`.
std::unique_ptr<law::law_store> make_law_store(std::shared_ptr<connections> database, lead_scorer score);

} // namespace leadstream::storage::sql
