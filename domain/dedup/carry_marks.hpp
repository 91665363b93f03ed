#pragma once
#include "domain/queries.hpp"

#include <vector>

namespace leadstream::dedup {

/// Gives each lead the marks of the stored leads that it was: its own, and those of what it supersedes.
void carry_marks(const std::vector<related_lead>& stored, std::vector<lead_change>& leads);

} // namespace leadstream::dedup
