#pragma once
#include "domain/law/law_store.hpp"
#include "domain/score/profile.hpp"
#include "storage/connections.hpp"

#include <memory>

namespace leadstream::storage::sql {

/// Suppressions and erasures on the database's connections; leads that lose observations are scored
/// again, by `standard` where no saved profile counts.
std::unique_ptr<law::law_store> make_law_store(std::shared_ptr<connections> database,
                                               score::profile standard);

} // namespace leadstream::storage::sql
