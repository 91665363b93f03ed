#include "app/crawl/crawler.hpp"

#include <utility>

namespace leadstream::app {
namespace {

using namespace std::chrono_literals;

constexpr auto tell_every = 200ms;

monotonic_time now() {
  return std::chrono::steady_clock::now();
}

} // namespace

crawler::crawler(page_fetcher& fetcher, crawler_options options, line_sink sink)
    : fetcher_(fetcher), options_(std::move(options)), sink_(std::move(sink)), agenda_(options_.threads) {}

crawler::~crawler() {
  fetcher_.stop();
}

crawl_figures crawler::run(std::vector<site_start> starts,
                           const std::function<bool(const crawl_figures&)>& tell) {
  std::unique_lock lock(mutex_);
  waiting_.assign(std::make_move_iterator(starts.begin()), std::make_move_iterator(starts.end()));
  for (std::size_t i = 0; i < options_.open_sites; ++i) {
    agenda_.post([this] { open_next(); });
  }
  while (!waiting_.empty() || open_ > 0) {
    changed_.wait_for(lock, tell_every, [this] { return waiting_.empty() && open_ == 0; });
    const auto figures = figures_;
    lock.unlock();
    if (!tell(figures)) {
      stop();
    }
    lock.lock();
  }
  return figures_;
}

/// What is under way ends now: fetches as cancelled, waits at once.
void crawler::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    if (!waiting_.empty()) {
      figures_.outcomes["cancelled"] += waiting_.size();
      waiting_.clear();
    }
  }
  fetcher_.stop();
  agenda_.hasten();
}

void crawler::open_next() {
  site_start start;
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.empty()) {
      return;
    }
    start = std::move(waiting_.front());
    waiting_.pop_front();
    ++open_;
  }
  advance(std::make_shared<site_crawl>(start, options_.rules, now(), options_.random));
}

void crawler::advance(const site& which) {
  if (stopped_) {
    which->cut_short();
    finish(which);
    return;
  }
  const auto wish = which->next(now());
  switch (wish.what) {
  case site_wish::kind::fetch:
    fetch(which, wish.address);
    break;
  case site_wish::kind::wait:
    agenda_.post_at(wish.at, [this, which] { advance(which); });
    break;
  case site_wish::kind::done:
    finish(which);
    break;
  }
}

void crawler::fetch(const site& which, const url& address) {
  http_request request;
  request.url = to_string(address);
  request.headers = options_.headers;
  fetcher_.fetch(std::move(request), which->limits(), [this, which](fetch_outcome outcome) {
    auto shared = std::make_shared<fetch_outcome>(std::move(outcome));
    agenda_.post([this, which, shared] { ended(which, *shared); });
  });
}

void crawler::ended(const site& which, const fetch_outcome& outcome) {
  if (const auto content = stopped_ ? nullptr : which->ended(outcome, now())) {
    const page_facts facts = extract(*content, options_.extraction);
    which->learn(facts);
    if (facts.failure.empty()) {
      const std::lock_guard lock(mutex_);
      ++figures_.pages;
      ++figures_.outcomes["ok"];
    }
  }
  advance(which);
}

void crawler::finish(const site& which) {
  const std::string line = to_line(which->facts());
  {
    const std::lock_guard lock(mutex_);
    sink_(line);
    ++figures_.sites;
    for (const auto& problem : which->facts().problems) {
      ++figures_.outcomes[problem.reason];
    }
    --open_;
    changed_.notify_all();
  }
  open_next();
}

} // namespace leadstream::app
