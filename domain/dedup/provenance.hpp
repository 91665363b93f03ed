#pragma once
#include "domain/dedup/grouping.hpp"
#include "domain/model/lead.hpp"

#include <vector>

namespace leadstream::dedup {

/// Where each value that was ever observed of a company came from: one entry for each field, value, source
/// and URL, the newest. Sorted by field, value, source, URL.
std::vector<provenance> trace(const company_group& group);

/// What a lead shows of a fact: its value; of a growth signal "type: date: sentence", of a pain point
/// "category: sentence".
std::string shown_text(const fact& known);

} // namespace leadstream::dedup
