#pragma once
#include "domain/delivery/webhook_store.hpp"
#include "storage/connections.hpp"
#include "storage/vault/vault.hpp"

#include <memory>

namespace leadstream::storage {

/// The store with the secrets of endpoints (those that sign, and the values of headers) sealed on their way
/// in and opened on their way out.
std::unique_ptr<delivery::webhook_store> seal(std::unique_ptr<delivery::webhook_store> inner,
                                              std::shared_ptr<const vault> with);

/// Seals what stands there plain or sealed with an old key. Error: refused when something does not open,
/// which is then left as it is. Blocks; call at the start, before the store is used.
result<done> seal_stored(connections& database, const std::shared_ptr<const vault>& with);

} // namespace leadstream::storage
