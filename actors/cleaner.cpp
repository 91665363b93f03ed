#include "actors/stages.hpp"
#include "domain/clean/findings.hpp"

#include <caf/typed_event_based_actor.hpp>

#include <algorithm>

namespace leadstream::actors {
namespace {

/// A listing stands for a company and must name it; a page of a known company need not.
bool is_nameless(const observation& seen) {
  return seen.subject.is_nil() && seen.processed.first(field::name).empty();
}

rejected_record reject(const observation& seen, const uuid& job_id) {
  std::string reason = "it has no name";
  for (const rejection& r : seen.rejected) {
    if (r.what == "name") {
      reason = r.reason;
    }
  }
  return {job_id, seen.source,    seen.source_url, "record", seen.raw.first(field::name),
          reason, seen.fetched_at};
}

/// The share of found values that survived cleaning.
double quality_of(const observation& seen) {
  const auto kept = seen.processed.facts.size() + seen.processed.people.size() + seen.processed.places.size();
  const auto refused = seen.rejected.size();
  return kept + refused == 0 ? 0.0 : static_cast<double>(kept) / static_cast<double>(kept + refused);
}

void clean_one(observation& seen, const work_item& item) {
  seen.processed = clean(seen.raw, context_of(seen, item.region), seen.rejected);
  seen.quality = quality_of(seen);
  seen.id = identify(item.tenant, seen);
}

void clean_all(work_item& item, const suppressions& forbidden) {
  std::vector<observation> kept;
  const auto refuse = [&item](const observation& seen, rejected_record why) {
    item.refused.push_back(static_cast<std::size_t>(&seen - item.fresh.data()));
    item.unit.rejected.push_back(std::move(why));
  };
  for (observation& seen : item.fresh) {
    clean_one(seen, item);
    if (forbidden != nullptr && !law::redact(seen, item.tenant, *forbidden)) {
      refuse(seen, suppress(seen, item.unit.job_id));
    } else if (is_nameless(seen)) {
      refuse(seen, reject(seen, item.unit.job_id));
    } else {
      kept.push_back(std::move(seen));
    }
  }
  item.fresh = std::move(kept);
}

} // namespace

rejected_record suppress(const observation& seen, const uuid& job_id) {
  return {job_id, seen.source, "", "record", "", "it is on the suppression list", seen.fetched_at};
}

stage::behavior_type run_cleaner(stage::pointer self, const deduplicator& next,
                                 const suppressions& forbidden) {
  return {[self, next, forbidden](work& w) {
    clean_all(*w.item, forbidden);
    return self->delegate(next, std::move(w));
  }};
}

} // namespace leadstream::actors
