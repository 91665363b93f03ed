#pragma once
#include "domain/dedup/cluster.hpp"
#include "domain/dedup/observed.hpp"

#include <vector>

namespace leadstream::dedup {

/// The links between records: every pair that shares a blocking key and matches, and every pair with the same
/// identity.
std::vector<link> find_links(const std::vector<subject_record>& records);

/// Whether two records are so unlike that no third may join them.
bool in_discord(const subject_record& a, const subject_record& b);

} // namespace leadstream::dedup
