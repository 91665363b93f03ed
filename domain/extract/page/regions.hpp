#pragma once
#include "domain/extract/context.hpp"
#include "domain/extract/structured/structured_facts.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace leadstream::extraction {

/// The countries by whose rules numbers of a page are to be read, likeliest first: of its host, its
/// structured addresses, its language tag ("de-CH"), country codes and country names it shows, the hint of
/// the search, and at last the home of its language.
std::vector<std::string> regions_of(const context& page, const structured_facts& structured,
                                    std::string_view language_tag, const std::vector<place>& addresses,
                                    const std::string& hint);

} // namespace leadstream::extraction
