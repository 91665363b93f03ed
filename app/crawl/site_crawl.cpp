#include "app/crawl/site_crawl.hpp"

#include "domain/clean/website.hpp"
#include "domain/crawl/page_content.hpp"
#include "domain/flow/retry_after.hpp"

#include <algorithm>
#include <utility>

namespace leadstream::app {
namespace {

std::string name_of(const url& start) {
  const std::string whole = origin(start);
  return whole.substr(start.scheme.size() + 3);
}

void add_links(crawl::frontier& to, const std::vector<std::string>& links, crawl::interest why) {
  for (const auto& text : links) {
    if (const auto link = parse_url(text)) {
      to.add(*link, why);
    }
  }
}

std::optional<url> location_of(const url& from, const page& answer) {
  const auto location = find_header(answer.headers, "Location");
  auto target = location.empty() ? result<url>(error{}) : resolve(from, location);
  return target ? std::optional(std::move(*target)) : std::nullopt;
}

std::optional<std::chrono::milliseconds> pause_after(const fetch_outcome& outcome) {
  if (!outcome.content) {
    return std::nullopt;
  }
  return flow::parse_retry_after(find_header(outcome.content->headers, "Retry-After"),
                                 outcome.content->fetched_at, flow::longest_retry_after);
}

} // namespace

site_crawl::site_crawl(const site_start& start, const crawl_rules& rules, monotonic_time now,
                       const random_source& random)
    : rules_(rules), random_(random), lane_(rules.lane, now, false, random),
      frontier_(start.address, rules.pages), guessed_(start.guessed) {
  facts_.site = name_of(start.address);
}

site_wish site_crawl::next(monotonic_time now) {
  while (choose()) {
    if (now < not_before_) {
      return {site_wish::kind::wait, *target_, not_before_};
    }
    if (!rules_.polite) {
      return {site_wish::kind::fetch, *target_, {}};
    }
    if (!may_fetch(now)) {
      continue;
    }
    if (auto wish = ask_lane(now)) {
      return *wish;
    }
  }
  return {};
}

/// Finds the next page unless one is waiting already. False: there is none.
bool site_crawl::choose() {
  if (!target_) {
    hops_ = 0;
    failed_attempts_ = 0;
    target_ = frontier_.next();
    listing_ = !target_ && answered_;
    if (listing_) {
      target_ = frontier_.next_sitemap();
    }
  }
  if (const std::string why = target_ ? hindrance(*target_) : std::string{}; !why.empty()) {
    const url closed = *std::exchange(target_, std::nullopt);
    if (!listing_) {
      fail(closed, why);
    }
    return choose();
  }
  return target_.has_value();
}

/// Why the host may not be asked, whatever its robots.txt says; empty when it may.
std::string site_crawl::hindrance(const url& address) const {
  return is_opted_out(address)                              ? "opted_out"
         : !rules_.polite && !rules_.own_host(address.host) ? "not_an_own_host"
                                                            : "";
}

bool site_crawl::is_opted_out(const url& address) const {
  return rules_.opted_out != nullptr && rules_.opted_out->contains(address.host);
}

/// Whether robots.txt lets the page be fetched, or must be fetched first.
bool site_crawl::may_fetch(monotonic_time now) {
  if (robots_) {
    return true;
  }
  const std::string where = origin(*target_);
  const auto known = policies_.find(where);
  if (known == policies_.end() || known->second.expires <= now) {
    robots_origin_ = where;
    robots_ = *parse_url(where + "/robots.txt");
    return true;
  }
  const auto decision = robots::decide(known->second, rules_.robots_token, path_and_query(*target_));
  if (decision.crawl_delay) {
    const auto asked = std::chrono::duration<double>(std::clamp(*decision.crawl_delay, 0.0, 1e6));
    lane_.set_crawl_delay(
        std::min(std::chrono::duration_cast<std::chrono::milliseconds>(asked), rules_.crawl_delay_cap));
  }
  if (!decision.allowed && listing_) {
    target_.reset();
  } else if (!decision.allowed) {
    const bool down = known->second.from == robots::policy::basis::unreachable;
    fail(*std::exchange(target_, std::nullopt), down ? unreachable_[where] : "robots_denied");
  }
  return decision.allowed;
}

/// The wish that the lane allows; nothing when the site is given up.
std::optional<site_wish> site_crawl::ask_lane(monotonic_time now) {
  if (lane_.rests_until() > now + rules_.longest_pause) {
    fail(*target_, "rate_limited");
    return site_wish{};
  }
  const auto leave = lane_.ask(now);
  switch (leave.what) {
  case flow::leave::kind::granted:
    permit_ = leave.given;
    permitted_ = true;
    return site_wish{site_wish::kind::fetch, robots_ ? *robots_ : *target_, {}};
  case flow::leave::kind::open:
    fail(*target_, "circuit_open");
    return site_wish{};
  case flow::leave::kind::wait:
  case flow::leave::kind::wait_finish:
    break;
  }
  return site_wish{site_wish::kind::wait, *target_, leave.at};
}

std::shared_ptr<const page> site_crawl::ended(const fetch_outcome& outcome, monotonic_time now) {
  const auto meaning = flow::assess(outcome);
  if (std::exchange(permitted_, false)) {
    lane_.finished(permit_, meaning.lane, now, pause_after(outcome));
  }
  if (robots_) {
    learn_robots(outcome, now);
    return nullptr;
  }
  if (meaning.redirect) {
    follow(*outcome.content);
    return nullptr;
  }
  if (retry_later(meaning, outcome, now)) {
    return nullptr;
  }
  const url address = *std::exchange(target_, std::nullopt);
  if (listing_) {
    if (meaning.refusal.empty()) {
      learn_sitemap(address, outcome);
    }
    return nullptr; // a site need not have one
  }
  if (!meaning.refusal.empty()) {
    fail(address, meaning.refusal);
    return nullptr;
  }
  answered_ = true;
  return outcome.content;
}

fetch_limits site_crawl::limits() const {
  fetch_limits limits = rules_.limits;
  if (robots_) {
    limits.wire_bytes = limits.decoded_bytes = robots::most_bytes;
  }
  limits.cut = robots_ || listing_;
  return limits;
}

/// What a sitemap lists before its end or a limit counts.
void site_crawl::learn_sitemap(const url& address, const fetch_outcome& outcome) {
  const auto read = crawl::parse_sitemap(outcome.content->body);
  frontier_.add(read);
  if (const std::string lost = crawl::loss_of(read, flow::is_cut(outcome, limits())); !lost.empty()) {
    fail(address, lost);
  }
}

bool site_crawl::retry_later(const flow::assessment& meaning, const fetch_outcome& outcome,
                             monotonic_time now) {
  if (!meaning.retry || ++failed_attempts_ >= rules_.attempts) {
    return false;
  }
  const auto pause = flow::backoff_delay(rules_.backoff, failed_attempts_, random_, pause_after(outcome));
  not_before_ = now + std::min(pause, rules_.longest_pause);
  return pause <= rules_.longest_pause;
}

void site_crawl::learn_robots(const fetch_outcome& outcome, monotonic_time now) {
  const auto* answer = outcome.content.get();
  const bool redirect = flow::assess(outcome).redirect;
  const auto target = redirect ? location_of(*robots_, *answer) : std::nullopt;
  const bool closed = target && is_opted_out(*target);
  if (redirect && !closed) {
    if (target && robots_hops_++ < robots::max_redirects) {
      robots_ = target;
      return;
    }
  }
  robots::fetch_end end;
  end.status = answer != nullptr && !closed ? answer->status : 0;
  end.too_many_redirects = redirect && !closed;
  end.body = answer != nullptr ? std::string_view(answer->body) : std::string_view();
  // What stands where a redirect led is another host's failure.
  unreachable_[robots_origin_] =
      answer != nullptr || robots_hops_ > 0 ? "robots_unreachable" : to_string(outcome.failure);
  auto& known = policies_[robots_origin_];
  known = robots::judge(end, now, known);
  frontier_.add_sitemaps(known.rules.sitemaps);
  robots_.reset();
  robots_hops_ = 0;
}

/// A redirect of the start page moves the site; any other stays within it.
void site_crawl::follow(const page& answer) {
  const url from = *std::exchange(target_, std::nullopt);
  const auto to = location_of(from, answer);
  if (!to || hops_ >= rules_.redirects) {
    fail(from, to ? "too_many_redirects" : "invalid_redirect");
    return;
  }
  ++hops_;
  if (!answered_ && frontier_.fetched() == 1) {
    frontier_.moved_to(*to);
    target_ = to;
  } else if (to->host == from.host || registrable_domain(to->host) == registrable_domain(from.host)) {
    target_ = to;
  }
}

void site_crawl::learn(const page_facts& page) {
  const bool shown_before = frontier_.repeats(crawl::content_of(page)); // under another address
  if (!shown_before) {
    facts_.add(page);
  }
  if (page.failure.empty()) {
    facts_.pages += shown_before ? 0 : 1;
  } else {
    facts_.problems.push_back({page.url, page.failure});
  }
  frontier_.speaks(page.language);
  if (const auto canonical = parse_url(page.canonical_url)) {
    frontier_.same_as(*canonical);
  }
  const auto& links = page.links;
  frontier_.translated(links.translations);
  add_links(frontier_, links.onward, crawl::interest::start);
  if (frontier_.repeats(page.text) || !frontier_.may_follow(links.nofollow)) {
    return; // pages without end show the same again and again
  }
  add_links(frontier_, links.contact, crawl::interest::contact);
  add_links(frontier_, links.about, crawl::interest::about);
  add_links(frontier_, links.team, crawl::interest::team);
  add_links(frontier_, links.careers, crawl::interest::careers);
  add_links(frontier_, links.news, crawl::interest::news);
  add_links(frontier_, links.same_site, crawl::interest::other);
}

/// Where https was a guess that does not hold, the site begins anew by http, once.
bool site_crawl::try_plainly(const url& address, const std::string& reason) {
  if (!guessed_ || answered_ || !lacks_https(reason)) {
    return false;
  }
  guessed_ = false;
  frontier_ = crawl::frontier(by_http(address), rules_.pages);
  return true;
}

void site_crawl::fail(const url& address, const std::string& reason) {
  if (try_plainly(address, reason)) {
    return;
  }
  facts_.problems.push_back({to_string(address), reason});
}

} // namespace leadstream::app
