#include "actors/extractor.hpp"

#include "actors/scrapers/company_link.hpp"
#include "domain/enrich/insights.hpp"
#include "domain/extract/observation.hpp"
#include "domain/sources/feed_links.hpp"
#include "domain/sources/news_signals.hpp"

#include <caf/typed_event_based_actor.hpp>

#include <algorithm>
#include <iterator>

namespace leadstream::actors {
namespace {

/// What a profile's dated updates tell takes the place of the same without a date.
void add_updates(std::vector<fact>& insights, const page_facts& facts, wall_time now) {
  auto updates = sources::update_facts(facts, now);
  std::erase_if(insights, [&](const fact& known) {
    return std::any_of(updates.begin(), updates.end(), [&](const fact& told) {
      return told.what == known.what && told.value == known.value;
    });
  });
  std::move(updates.begin(), updates.end(), std::back_inserter(insights));
}

extract_answer read_page(const extract_order& order, extract_options options) {
  options.region = order.region;
  auto facts = std::make_shared<page_facts>(extract(*order.content, options));
  auto observations = std::make_shared<std::vector<observation>>();
  if (facts->failure.empty()) {
    const page& read = *order.content;
    auto insights = enrich::insights_of(*facts, enrich::published_in(read.body), read.fetched_at);
    if (order.source == linkedin_source) {
      add_updates(insights, *facts, read.fetched_at);
    }
    for (const uuid& subject : order.subjects) {
      for (observation& seen : observe(read, *facts, order.source, subject, insights)) {
        observations->push_back(std::move(seen));
      }
    }
  }
  return {std::move(facts), std::move(observations)};
}

/// A feed of the company's own, or of a search for it.
extract_answer read_news(const extract_order& order, const std::string& search) {
  const page& read = *order.content;
  const auto feed = sources::parse_feed(read.body, {}, read.url, find_header(read.headers, "Content-Type"));
  const auto searched = sources::searched_company(search, read.requested_url);
  auto facts = std::make_shared<page_facts>();
  facts->url = read.url;
  facts->failure = feed.items.empty() ? feed.problem : "";
  auto observations = std::make_shared<std::vector<observation>>();
  for (const uuid& subject : order.subjects) {
    const sources::news_context about{order.source, read.url,
                                      subject,      searched ? *searched : sources::owner_of(feed, read.url),
                                      !searched,    read.fetched_at};
    auto told = sources::observe_news(feed.items, about);
    std::move(told.begin(), told.end(), std::back_inserter(*observations));
  }
  return {std::move(facts), std::move(observations)};
}

/// Which budget a page was given up for, if it was.
std::string_view exceeded_by(const page_facts& facts) {
  return facts.failure == "parse_budget" ? facts.warnings.front() : std::string_view();
}

} // namespace

extractor::behavior_type run_extractor(extractor::pointer self, const extract_options& options,
                                       const std::string& news_search, telemetry* told) {
  return {[self, options, news_search, told](const extract_order& order) {
    const auto begun = self->clock().now();
    auto answer = order.source == news_source ? read_news(order, news_search) : read_page(order, options);
    if (told != nullptr) {
      const auto took = std::chrono::duration_cast<std::chrono::microseconds>(self->clock().now() - begun);
      told->extracted(took, exceeded_by(*answer.facts));
    }
    return answer;
  }};
}

} // namespace leadstream::actors
