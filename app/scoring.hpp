#pragma once
#include "domain/score/profile.hpp"
#include "storage/maintenance.hpp"

namespace leadstream::app {

/// Scores as the pipeline does; what is recent is judged by the lead's newest observation, so that the same
/// observations give the same score on any day.
storage::lead_scorer scorer_by(const score::profile& profile);

} // namespace leadstream::app
