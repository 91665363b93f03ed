#include "actors/stages.hpp"
#include "domain/score/basis.hpp"

#include <caf/typed_event_based_actor.hpp>

namespace leadstream::actors {

stage::behavior_type run_scorer(stage::pointer self, const lead_writer& next, const score::profile& profile) {
  const auto scorer = std::make_shared<score::scorer>(profile);
  return {[self, next, scorer](work& w) {
    score::context context;
    context.criteria = w.item->criteria;
    for (lead_change& change : w.item->unit.leads) {
      context.now = change.lead.company.updated_at;
      const score::basis known = score::basis_of(change.lead, context);
      change.lead.breakdown = scorer->score(known);
      change.lead.company.lead_score = change.lead.breakdown.total;
      change.state = score::save(known);
    }
    return self->delegate(next, std::move(w));
  }};
}

} // namespace leadstream::actors
