#pragma once
#include "domain/dedup/grouping.hpp"
#include "domain/model/lead.hpp"

namespace leadstream::dedup {

/// What the observations of one company say together: the best-evidenced value of each field, every contact,
/// every provenance. Score and breakdown stay empty. The name is empty when no observation gives one.
lead merge(const uuid& company_id, const company_group& group);

} // namespace leadstream::dedup
