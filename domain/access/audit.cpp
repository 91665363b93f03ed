#include "domain/access/audit.hpp"

#include "domain/access/digest.hpp"

namespace leadstream::access {
namespace {

/// How links were hashed before their number and time were covered, too.
std::string early_hash_of(const audit_record& link) {
  return sha256_hex(link.previous_hash + link.entry);
}

} // namespace

std::string hash_of(const audit_record& link) {
  return sha256_hex(link.previous_hash + std::to_string(link.seq) + ' ' +
                    std::to_string(link.at.time_since_epoch().count()) + ' ' + link.entry);
}

bool is_intact(const audit_part& part, std::uint64_t after, std::size_t limit) {
  std::uint64_t seq = after;
  std::string previous;
  bool early = true; // what was hashed that way can only stand before all others
  for (const audit_record& link : part.links) {
    const bool begins = seq++ == after;
    const bool follows = begins ? after > 0 || link.previous_hash.empty() : link.previous_hash == previous;
    early = early && link.hash == early_hash_of(link);
    if (link.seq != seq || !follows || (!early && link.hash != hash_of(link))) {
      return false;
    }
    previous = link.hash;
  }
  if (part.links.empty()) {
    return after >= part.newest_seq;
  }
  return part.links.size() == limit ? seq <= part.newest_seq
                                    : seq == part.newest_seq && previous == part.newest_hash;
}

} // namespace leadstream::access
