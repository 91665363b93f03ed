#pragma once
#include "domain/model/observation.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace leadstream::dedup {

/// The longest beginning of a list of raw listings that names at most so many companies: a directory may list
/// one twice. `region` is the one that their numbers are read by. Pure.
std::vector<observation> first_companies(std::vector<observation> listings, std::size_t most,
                                         const std::string& region);

} // namespace leadstream::dedup
