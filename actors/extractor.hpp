#pragma once
#include "actors/interfaces.hpp"
#include "domain/extract/extract.hpp"
#include "domain/telemetry.hpp"

#include <atomic>
#include <memory>
#include <string>
#include <vector>

namespace leadstream::actors {

/// Reads one page at a time, or a feed of news; `news_search` is the template of the searches among these.
/// `told` hears of each, may be null. Spawn it detached, extraction must not block the scheduler.
extractor::behavior_type run_extractor(extractor::pointer self, const extract_options& options,
                                       const std::string& news_search, telemetry* told);

/// The extractors of the node, taken in turn. Any thread.
class extractor_pool {
public:
  explicit extractor_pool(std::vector<extractor> workers) : workers_(std::move(workers)) {}

  const extractor& pick() {
    return workers_[next_.fetch_add(1, std::memory_order_relaxed) % workers_.size()];
  }
  const std::vector<extractor>& all() const { return workers_; }

private:
  std::vector<extractor> workers_;
  std::atomic<std::size_t> next_{0};
};

} // namespace leadstream::actors
