#include "actors/scrapers/searches.hpp"

#include "domain/enrich/industry.hpp"
#include "domain/flow/shard.hpp"
#include "domain/sources/overpass_search.hpp"
#include "domain/sources/places_search.hpp"
#include "domain/sources/recipe_search.hpp"

namespace leadstream::actors {
namespace {

std::vector<directory::tag_filter> tag_filters(const std::vector<enrich::osm_filter>& wanted) {
  std::vector<directory::tag_filter> filters;
  filters.reserve(wanted.size());
  for (const enrich::osm_filter& one : wanted) {
    filters.push_back({{{one.key, one.value, one.is_pattern}}});
  }
  return filters;
}

directory::overpass_query query_of(const search_criteria& criteria, std::chrono::seconds timeout) {
  directory::overpass_query query;
  query.filters = tag_filters(enrich::osm_filters(criteria.industry));
  query.otherwise = tag_filters(enrich::osm_name_filters(criteria.industry));
  query.location = criteria.location;
  // A directory lists some companies twice.
  query.limit = criteria.max_results + criteria.max_results / 4 + 10;
  query.timeout = timeout;
  return query;
}

/// A new search, or the same one further on.
template <class Search>
std::unique_ptr<sources::listing_search> taken_up(std::unique_ptr<Search> search, std::string_view cursor) {
  if (!cursor.empty()) {
    search->load(cursor);
  }
  return search;
}

} // namespace

std::unique_ptr<sources::listing_search>
make_search(const scraper_context& with, const sources::description& about, std::string_view cursor) {
  const job_options& options = with.node->options;
  switch (about.kind) {
  case sources::kind::overpass:
    return taken_up(std::make_unique<sources::overpass_search>(
                        options.overpass_endpoint, query_of(with.job.criteria, options.overpass_timeout)),
                    cursor);
  case sources::kind::places:
    return taken_up(std::make_unique<sources::places_search>(options.places, with.job.criteria, with.region),
                    cursor);
  case sources::kind::recipe:
    return taken_up(std::make_unique<sources::recipe_search>(options.recipes.at(about.name), about.name,
                                                             with.job.criteria),
                    cursor);
  default:
    return nullptr;
  }
}

std::uint32_t shard_of_source(std::string_view name) {
  constexpr std::uint32_t sources_at_most = 256;
  std::uint32_t hash = 2'166'136'261U; // FNV-1a: the same in every run
  for (const char c : name) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 16'777'619U;
  }
  return flow::shard_of_api(name == "overpass" ? 0 : 1 + hash % (sources_at_most - 1));
}

} // namespace leadstream::actors
