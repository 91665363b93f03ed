#pragma once
#include "domain/score/subject.hpp"

namespace leadstream::score {

/// Whether a criterion holds for a lead, and what shows it.
struct judgement {
  criterion_state state = criterion_state::unknown;
  std::vector<std::string> evidence;
  int percent = 100; ///< of its points that it gives where it holds: doubtful or old news give less
};

/// The rule of each criterion but those that compare with a profile, which stay unknown.
judgement judge(criterion which, const subject& of);

} // namespace leadstream::score
