#include "actors/extractor.hpp"

#include "domain/enrich/insights.hpp"
#include "domain/extract/observation.hpp"

#include <caf/typed_event_based_actor.hpp>

namespace leadstream::actors {
namespace {

extract_answer read(const extract_order& order, extract_options options) {
  options.region = order.region;
  auto facts = std::make_shared<page_facts>(extract(*order.content, options));
  auto observations = std::make_shared<std::vector<observation>>();
  if (facts->failure.empty()) {
    const page& read = *order.content;
    const auto insights = enrich::insights_of(*facts, enrich::published_in(read.body), read.fetched_at);
    for (const uuid& subject : order.subjects) {
      for (observation& seen : observe(read, *facts, order.source, subject, insights)) {
        observations->push_back(std::move(seen));
      }
    }
  }
  return {std::move(facts), std::move(observations)};
}

} // namespace

extractor::behavior_type run_extractor(extractor::pointer, const extract_options& options) {
  return {[options](const extract_order& order) { return read(order, options); }};
}

} // namespace leadstream::actors
