#pragma once
#include "domain/intel/growth.hpp"

#include <string>

namespace leadstream::intel {

/// The detail of a fact growth_signal: "type|date", and of a funding "|amount, round, investor" as far as
/// known. The date is the day that the sentence names,
/// else `date` ("2026-03-12", or empty).
std::string detail_of(const growth_signal& signal, const std::string& date);

} // namespace leadstream::intel
