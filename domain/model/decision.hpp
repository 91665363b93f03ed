#pragma once
#include "domain/model/event.hpp"
#include "domain/model/lead.hpp"

#include <string>
#include <vector>

namespace leadstream {

/// A person's word on which leads are one company. It holds for ever: what is found later does not change it.
struct lead_decision {
  uuid id;           ///< makes a repeat harmless
  bool merge = true; ///< make the leads one; else take the only one apart
  std::vector<uuid> leads;
  std::string by; ///< a user's or key's name
  wall_time at{};
};

/// What stands after a decision.
struct decided_leads {
  std::vector<lead> standing; ///< of a merge the one lead, of an undoing each
  position last;              ///< the stream's position after the commit
};

} // namespace leadstream
