#pragma once
#include "domain/ports.hpp"
#include "storage/database.hpp"

#include <memory>

namespace leadstream::storage {

/// The store port over a database: reads go to a pool of reading threads, writes to one writing thread that
/// commits them in groups. Throws what opening the connections throws.
std::unique_ptr<store> make_async_store(std::unique_ptr<database> source, unsigned readers,
                                        std::size_t most_in_a_commit);

} // namespace leadstream::storage
