#pragma once
#include "app/crawl/site_facts.hpp"
#include "app/crawl/start_list.hpp"
#include "domain/crawl/frontier.hpp"
#include "domain/flow/answer.hpp"
#include "domain/flow/backoff.hpp"
#include "domain/flow/host_lane.hpp"
#include "domain/flow/opt_out_list.hpp"
#include "domain/ports.hpp"
#include "domain/robots/fetch_policy.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace leadstream::app {

/// How sites are read.
struct crawl_rules {
  crawl::frontier_limits pages;
  fetch_limits limits; ///< of a page
  bool polite = true;  ///< robots.txt and the lane's limits hold; false only for own hosts
  flow::lane_rules lane;
  flow::backoff_rules backoff;
  std::uint32_t attempts = 3; ///< a page is asked for so often
  std::chrono::milliseconds crawl_delay_cap{30'000};
  std::chrono::milliseconds longest_pause{600'000}; ///< a Retry-After that asks for more is not waited for
  std::uint32_t redirects = 10;
  std::string robots_token;
  std::function<bool(const std::string&)> own_host; ///< hosts that may be read without politeness
  std::shared_ptr<const flow::opt_out_list>
      opted_out; ///< never asked, with or without politeness; may be null
};

/// What a site wants next.
struct site_wish {
  enum class kind : std::uint8_t {
    fetch, ///< fetch `address` and give the end to ended()
    wait,  ///< ask again at `at`
    done   ///< the site is finished
  };
  kind what = kind::done;
  url address;
  monotonic_time at{};
};

/// One website being read, a page after the other. Plain: it asks, somebody else fetches; time is an
/// argument.
class site_crawl {
public:
  site_crawl(const site_start& start, const crawl_rules& rules, monotonic_time now,
             const random_source& random);

  site_wish next(monotonic_time now);

  /// What may be fetched of what next() asked for: of robots.txt and of a sitemap the beginning is enough.
  fetch_limits limits() const;

  /// Learns how the fetch of the last wish ended; the page to extract, or null.
  std::shared_ptr<const page> ended(const fetch_outcome& outcome, monotonic_time now);

  /// Learns what that page says.
  void learn(const page_facts& page);

  /// The site is not read to its end.
  void cut_short() { facts_.problems.push_back({facts_.site, "cancelled"}); }

  const site_facts& facts() const { return facts_; }

private:
  bool choose();
  std::string hindrance(const url& address) const;
  bool is_opted_out(const url& address) const;
  bool may_fetch(monotonic_time now);
  std::optional<site_wish> ask_lane(monotonic_time now);
  void learn_robots(const fetch_outcome& outcome, monotonic_time now);
  void learn_sitemap(const url& address, const fetch_outcome& outcome);
  void follow(const page& answer);
  bool retry_later(const flow::assessment& meaning, const fetch_outcome& outcome, monotonic_time now);
  void fail(const url& address, const std::string& reason);
  bool try_plainly(const url& address, const std::string& reason);

  crawl_rules rules_;
  random_source random_;
  flow::host_lane lane_;
  crawl::frontier frontier_;
  site_facts facts_;
  std::optional<url> target_;                      ///< the page to fetch next
  bool guessed_ = false;                           ///< https is a guess that nothing has confirmed
  bool answered_ = false;                          ///< a page came, whatever it held
  bool listing_ = false;                           ///< the target is a sitemap
  std::optional<url> robots_;                      ///< the robots.txt hop to fetch before it
  std::string robots_origin_;                      ///< whose robots.txt that is
  std::map<std::string, robots::policy> policies_; ///< by origin
  std::map<std::string, std::string> unreachable_; ///< why robots.txt of an origin could not be had
  std::uint32_t hops_ = 0;
  std::uint32_t failed_attempts_ = 0;                 ///< at the target
  monotonic_time not_before_ = monotonic_time::min(); ///< of the next attempt
  int robots_hops_ = 0;
  flow::permit permit_;
  bool permitted_ = false;
};

} // namespace leadstream::app
