#pragma once
#include "domain/model/observation.hpp"

#include <cstddef>
#include <vector>

namespace leadstream::dedup {

/// The longest beginning of a list of raw listings that names at most so many companies: a directory may list one
/// twice. Pure.
std::vector<observation> first_companies(std::vector<observation> listings, std::size_t most);

} // namespace leadstream::dedup
