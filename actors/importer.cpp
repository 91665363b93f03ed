#include "actors/importer.hpp"

#include <caf/typed_event_based_actor.hpp>

#include <algorithm>

namespace leadstream::actors {
namespace {

constexpr auto commit_timeout = std::chrono::minutes(20);

std::shared_ptr<work_item> item_of(import_order& order, const wall_clock& clock,
                                   const random_source& random) {
  auto item = std::make_shared<work_item>();
  item->tenant = order.tenant;
  item->region = order.region;
  item->unit.id = make_uuid_v7(clock(), random);
  item->fresh = std::move(*order.records);
  return item;
}

/// What cleaning left out of the records that were kept; those are in their order still.
std::vector<import_outcome::warning> warnings_of(const work_item& item) {
  std::vector<import_outcome::warning> all;
  std::size_t place = 0;
  auto refused = item.refused.begin();
  for (const observation& seen : item.fresh) {
    for (; refused != item.refused.end() && *refused == place; ++refused) {
      ++place;
    }
    for (const rejection& one : seen.rejected) {
      all.push_back({place, one});
    }
    ++place;
  }
  return all;
}

import_outcome outcome_of(const work_item& item, const work_result& done) {
  import_outcome outcome;
  outcome.new_leads = done.committed.new_leads;
  // An import's unit begins without rejected records, so those of the cleaner are all.
  for (std::size_t i = 0; i < std::min(item.refused.size(), item.unit.rejected.size()); ++i) {
    const rejected_record& one = item.unit.rejected[i];
    outcome.refused.push_back({item.refused[i], one.value, one.reason});
  }
  outcome.warnings = warnings_of(item);
  return outcome;
}

} // namespace

importer::behavior_type run_importer(importer::pointer self, const stage& pipeline, const wall_clock& clock,
                                     const random_source& random) {
  return {[=](import_order& order) {
    const auto item = item_of(order, clock, random);
    self->request(pipeline, commit_timeout, work{item})
        .then([item, answer = order.answer](const work_result& done) { answer(outcome_of(*item, done)); },
              [self, answer = order.answer](const caf::error& problem) {
                answer(error{error_code::unavailable, self->system().render(problem), {}});
              });
  }};
}

} // namespace leadstream::actors
