#pragma once
#include "domain/model/time.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace leadstream::access {

/// One link of a tenant's chain of changes.
struct audit_record {
  std::uint64_t seq = 0; ///< from 1 on, without a hole
  wall_time at{};
  std::string entry; ///< JSON: who, what, from where, with which outcome
  std::string previous_hash;
  std::string hash; ///< hash_of() it
};

/// Some links that follow one another, and the newest of the whole chain beside them.
struct audit_part {
  std::vector<audit_record> links;
  std::uint64_t newest_seq = 0; ///< 0: nothing was ever added
  std::string newest_hash;
};

/// SHA-256 over the hash before it, its number, its time and the entry, hexadecimal.
std::string hash_of(const audit_record& link);

/// Whether nothing was changed, taken out or cut off in the links behind number `after`, of which `limit`
/// were asked for.
bool is_intact(const audit_part& part, std::uint64_t after, std::size_t limit);

} // namespace leadstream::access
