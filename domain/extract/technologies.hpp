#pragma once
#include "domain/extract/page/document.hpp"
#include "domain/model/observation.hpp"
#include "domain/model/page.hpp"

#include <vector>

namespace leadstream::extraction {

/// The technologies that a page shows, by the built-in fingerprints; the detail of each is its category.
/// Reads the tree that is there already.
std::vector<fact> find_technologies(const document& parsed, const page& source);

} // namespace leadstream::extraction
