#include "app/scoring.hpp"

#include "domain/score/score.hpp"

namespace leadstream::app {

storage::lead_scorer scorer_by(const score::profile& profile) {
  return [profile](const lead& unscored, const search_criteria* criteria) {
    const auto searched = criteria == nullptr ? std::nullopt : std::optional(*criteria);
    return score::score(unscored, profile, {searched, unscored.company.updated_at});
  };
}

} // namespace leadstream::app
