#pragma once
#include "actors/interfaces.hpp"
#include "domain/ports.hpp"

#include <map>
#include <memory>

namespace leadstream::actors {

/// How far the log of one tenant was handed on.
struct tail {
  std::string epoch;
  std::uint64_t published = 0; ///< the last event that the sink has
  std::uint64_t known_end = 0; ///< the newest event that is committed, as far as hints told
  bool known = false;          ///< whether `published` was ever set
  bool reading = false;
};

struct update_hub_state {
  explicit update_hub_state(update_hub::pointer) {}
  static inline const char* name = "update_hub";
  std::shared_ptr<update_sink> sink;
  std::map<tenant_id, tail> tails;
};

/// Hints tell that there is something, the store tells what: gaps cannot arise. Begins with what is committed
/// after the first sink was set.
update_hub::behavior_type run_update_hub(update_hub::stateful_pointer<update_hub_state> self, store* storage,
                                         const tenant_id& tenant);

} // namespace leadstream::actors
