#include "actors/stages.hpp"
#include "domain/enrich/enrich.hpp"

#include <caf/typed_event_based_actor.hpp>

namespace leadstream::actors {

stage::behavior_type run_enricher(stage::pointer self, const deduplicator& next) {
  return {[self, next](work& w) {
    for (observation& seen : w.item->fresh) {
      seen.processed = enrich::enrich(std::move(seen.processed));
    }
    return self->delegate(next, std::move(w));
  }};
}

} // namespace leadstream::actors
