#pragma once
#include "domain/ports.hpp"
#include "storage/connections.hpp"
#include "storage/options.hpp"

#include <memory>

namespace leadstream::storage {

/// The store port over those connections. Its stop() closes them, its end ends their threads.
std::unique_ptr<store> make_store(std::shared_ptr<connections> database, const storage_options& options);

} // namespace leadstream::storage
