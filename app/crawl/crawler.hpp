#pragma once
#include "app/crawl/agenda.hpp"
#include "app/crawl/site_crawl.hpp"
#include "app/crawl/start_list.hpp"
#include "domain/extract/extract.hpp"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace leadstream::app {

/// How a crawl is run.
struct crawler_options {
  crawl_rules rules;
  extract_options extraction;
  std::vector<header> headers; ///< sent with each request
  unsigned threads = 1;        ///< that extract
  std::size_t open_sites = 64; ///< read at the same time
  random_source random = system_random;
};

/// What a crawl has done so far.
struct crawl_figures {
  std::size_t sites = 0; ///< finished
  std::size_t pages = 0;
  /// How each fetch and page ended: "ok", or the stable word of why not.
  std::map<std::string, std::size_t> outcomes;
};

/// Reads many websites at once: each site a page after the other, all of them on all threads.
class crawler {
public:
  /// Takes each finished site as one line of JSON; called by one thread at a time.
  using line_sink = std::function<void(const std::string& line)>;

  crawler(page_fetcher& fetcher, crawler_options options, line_sink sink);
  ~crawler();

  /// Reads all sites and returns when they are finished. `tell` hears of the figures now and then, on this
  /// thread; when it says false, open sites are finished with what they have and no other is begun.
  crawl_figures run(std::vector<site_start> starts, const std::function<bool(const crawl_figures&)>& tell);

private:
  using site = std::shared_ptr<site_crawl>;

  void stop();
  void open_next();
  void advance(const site& which);
  void fetch(const site& which, const url& address);
  void ended(const site& which, const fetch_outcome& outcome);
  void finish(const site& which);

  page_fetcher& fetcher_;
  crawler_options options_;
  line_sink sink_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<site_start> waiting_;
  std::size_t open_ = 0;
  std::atomic<bool> stopped_ = false;
  crawl_figures figures_;
  agenda agenda_;
};

} // namespace leadstream::app
