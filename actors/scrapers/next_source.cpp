#include "actors/scrapers/next_source.hpp"

#include "actors/scrapers/searches.hpp"

#include <algorithm>

namespace leadstream::actors {

next_source source_after(const scraper_context& with, const std::string& name) {
  const source_book& book = *with.node->book;
  const auto all = book.discoverers();
  auto at = std::find(all.begin(), all.end(), name);
  at = at == all.end() ? all.begin() : std::next(at);
  next_source found;
  for (; at != all.end(); ++at) {
    const std::string obstacle = book.obstacle(*at);
    if (obstacle.empty()) {
      found.name = *at;
      break;
    }
    found.passed_over.push_back(log_of(with, *at, "skipped", "not_usable", "not asked: " + obstacle));
  }
  return found;
}

task search_task(const scraper_context& with, const std::string& source) {
  task search;
  search.id = make_uuid_v7(with.node->clock(), with.node->random);
  search.job_id = with.job.id;
  search.source = source;
  search.key = "search";
  search.shard = shard_of_source(source);
  return search;
}

log_entry log_of(const scraper_context& with, std::string source, std::string step, std::string reason,
                 std::string message) {
  log_entry entry;
  entry.job_id = with.job.id;
  entry.at = with.node->clock();
  entry.source = std::move(source);
  entry.step = std::move(step);
  entry.reason = std::move(reason);
  entry.message = std::move(message);
  return entry;
}

} // namespace leadstream::actors
