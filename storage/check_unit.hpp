#pragma once
#include "domain/unit_of_work.hpp"

namespace leadstream::storage {

/// Throws failure(invalid_argument) naming the field when a unit breaks a limit of the schema (lengths in
/// characters, ranges, a blank name, the shape of an email address) or contradicts itself, so that every
/// adapter refuses the same.
void check_unit(const unit_of_work& unit);

} // namespace leadstream::storage
