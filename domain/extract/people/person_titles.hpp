#pragma once
#include "domain/extract/people/people.hpp"

#include <cstddef>
#include <vector>

namespace leadstream::extraction {

/// Gives names the titles of their columns, cards and rows, then those beside them. `alone`: the hits without
/// a title that are alone in their lines; the others have had their chance there.
void add_titles(const context& page, std::vector<person_hit>& hits, const std::vector<std::size_t>& alone);

/// Where names of one kind have their titles in the next line, the next line of the others is a title as
/// well.
void add_titles_by_place(const context& page, std::vector<person_hit>& hits);

} // namespace leadstream::extraction
