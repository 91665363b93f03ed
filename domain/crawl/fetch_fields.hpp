#pragma once
#include "domain/model/page.hpp"

namespace leadstream::crawl {

/// Adds the fields that every fetch sends beside those it was given: what it takes, and how that may be
/// packed.
void add_fetch_fields(std::vector<header>& fields);

} // namespace leadstream::crawl
