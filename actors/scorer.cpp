#include "actors/stages.hpp"
#include "domain/score/score.hpp"

#include <caf/typed_event_based_actor.hpp>

namespace leadstream::actors {

stage::behavior_type run_scorer(stage::pointer self, const lead_writer& next, const score::profile& profile) {
  return {[self, next, profile](work& w) {
    score::context context;
    context.criteria = w.item->criteria;
    for (lead_change& change : w.item->unit.leads) {
      context.now = change.lead.company.updated_at;
      change.lead.breakdown = score::score(change.lead, profile, context);
      change.lead.company.lead_score = change.lead.breakdown.total;
    }
    return self->delegate(next, std::move(w));
  }};
}

} // namespace leadstream::actors
