#pragma once
#include "domain/model/observation.hpp"

namespace leadstream::enrich {

/// Adds to cleaned findings what follows from them: the size category from an employee count, the industry's
/// word from a synonym of it. Nothing is taken away; what is there already is not added again. Pure.
findings enrich(findings from);

} // namespace leadstream::enrich
