#pragma once
#include "domain/dedup/profile.hpp"

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

/// Which businesses are worth comparing: those where a key that one is stored under is a key that the other
/// looks for. Every pair that compare() can take for one shares such a key, but for names whose every rare
/// word is mistyped.
///
/// A chain's branches share name, domain and city. A record whose address (or point) is known therefore looks
/// for its like only by place, and by domain or city among those whose place is of another kind or unknown.
namespace leadstream::dedup {

using key_sink = std::function<void(std::string_view)>;

/// The keys that a business is stored under: about eight, of 6 to 40 bytes. The view lives during the call
/// only.
void each_stored_key(const profile& of, const key_sink& use);

/// The keys that it looks for.
void each_wanted_key(const profile& of, const key_sink& use);

/// Both as hashes, at a tenth of the cost: for an index in memory.
struct key_hashes {
  std::vector<std::uint64_t> stored;
  std::vector<std::uint64_t> wanted;
  unsigned kinds = 0; ///< a bit for each kind of place that businesses hashed so far have
};

/// Call it for businesses in the order in which they are stored: what none before can be stored under is not
/// wanted.
void hash_keys(const profile& of, key_hashes& into);

} // namespace leadstream::dedup
