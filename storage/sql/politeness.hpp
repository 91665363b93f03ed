#pragma once
#include "domain/politeness.hpp"
#include "storage/connections.hpp"

#include <memory>

namespace leadstream::storage {

/// The politeness book in the database.
std::shared_ptr<politeness_book> make_politeness_book(std::shared_ptr<connections> database);

} // namespace leadstream::storage
