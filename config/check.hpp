#pragma once
#include "config/loader.hpp"

namespace leadstream::config {

/// Fills in what follows from other settings: the strict profile, debug, the contact of user agents.
void derive(effective& all);

/// Checks what settings must be to each other. The error names the setting at fault, its origin and the
/// remedy.
result<done> check(const effective& all);

} // namespace leadstream::config
