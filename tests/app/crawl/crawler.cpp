#include "app/crawl/crawler.hpp"

#include <catch2/catch.hpp>

#include <mutex>
#include <vector>

using namespace leadstream;
using namespace leadstream::app;

namespace {

/// Answers robots.txt and the page of good.test; all else hangs until it is stopped.
class hanging_fetcher : public page_fetcher {
public:
  void fetch(http_request request, const fetch_limits&, std::function<void(fetch_outcome)> done) override {
    fetch_outcome outcome;
    if (request.url.starts_with("http://good.test/")) {
      auto content = std::make_shared<page>();
      content->url = request.url;
      content->status = request.url.ends_with(".txt") ? 404 : 200;
      content->headers = {{"Content-Type", "text/html"}};
      content->body = "<a href='mailto:info@good.test'>Mail</a>";
      outcome.content = content;
      done(std::move(outcome));
      return;
    }
    const std::lock_guard lock(mutex_);
    hanging_.push_back(std::move(done));
  }

  void stop() override {
    std::vector<std::function<void(fetch_outcome)>> all;
    {
      const std::lock_guard lock(mutex_);
      all.swap(hanging_);
    }
    for (const auto& done : all) {
      fetch_outcome outcome;
      outcome.failure = fetch_failure::cancelled;
      done(outcome);
    }
  }

private:
  std::mutex mutex_;
  std::vector<std::function<void(fetch_outcome)>> hanging_;
};

} // namespace

TEST_CASE("given a crawl that is told to end, then finished sites are whole and open ones are written as cut "
          "short") {
  hanging_fetcher web;
  std::vector<std::string> lines;
  crawler_options options;
  options.rules.pages = {1, 1};
  options.rules.lane.requests_per_minute = 0;
  options.rules.lane.min_delay = options.rules.lane.max_delay = std::chrono::milliseconds(0);
  options.open_sites = 2;
  crawler crawl(web, options, [&](const std::string& line) { lines.push_back(line); });

  const auto figures = crawl.run({{*parse_url("http://good.test/"), false},
                                  {*parse_url("http://slow.test/"), false},
                                  {*parse_url("http://slower.test/"), false},
                                  {*parse_url("http://never.test/"), false}},
                                 [](const crawl_figures& now) { return now.sites == 0; });

  REQUIRE(lines.size() == 3);
  CHECK(lines[0].find("info@good.test") != std::string::npos);
  CHECK(lines[1].find("cancelled") != std::string::npos);
  CHECK(figures.sites == 3);
  CHECK(figures.outcomes.at("cancelled") == 3);
}
