#include "app/crawl/site_crawl.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace leadstream;
using namespace leadstream::app;
using namespace std::chrono_literals;

namespace {

constexpr monotonic_time start_time{1h};

fetch_outcome answer(int status, std::string body = {}, std::vector<header> headers = {}) {
  auto content = std::make_shared<page>();
  content->status = status;
  content->body = std::move(body);
  content->headers = std::move(headers);
  fetch_outcome outcome;
  outcome.content = content;
  return outcome;
}

fetch_outcome failure(fetch_failure why) {
  fetch_outcome outcome;
  outcome.failure = why;
  return outcome;
}

crawl_rules polite() {
  crawl_rules rules;
  rules.pages = {3, 2};
  rules.robots_token = "LeadstreamBot";
  rules.lane.min_delay = rules.lane.max_delay = 1'000ms;
  rules.attempts = 1;
  return rules;
}

crawl_rules impolite() {
  crawl_rules rules = polite();
  rules.polite = false;
  rules.own_host = [](const std::string& host) { return host.ends_with(".test"); };
  return rules;
}

site_crawl crawl_of(const char* start, const crawl_rules& rules) {
  return {{*parse_url(start), false}, rules, start_time, [] { return std::uint64_t{7}; }};
}

/// What the site fetches next, waiting as long as it asks for; empty at the end.
std::string next_fetch(site_crawl& site, monotonic_time& now) {
  auto wish = site.next(now);
  for (int i = 0; i < 100 && wish.what == site_wish::kind::wait; ++i) {
    now = std::max(wish.at, now + 1ms);
    wish = site.next(now);
  }
  return wish.what == site_wish::kind::fetch ? to_string(wish.address) : "";
}

page_facts links_to(const std::vector<std::string>& contact) {
  page_facts facts;
  facts.links.contact = contact;
  return facts;
}

} // namespace

TEST_CASE("A polite crawl asks robots.txt first and keeps its distance") {
  auto site = crawl_of("http://a.test/", polite());
  auto now = start_time;

  CHECK(next_fetch(site, now) == "http://a.test/robots.txt");
  CHECK_FALSE(site.ended(answer(200, "User-agent: *\nDisallow: /secret"), now));
  CHECK(next_fetch(site, now) == "http://a.test/");
  CHECK(now >= start_time + 1'000ms);
  REQUIRE(site.ended(answer(200), now));
  site.learn(links_to({"http://a.test/secret/contact", "http://a.test/contact", "http://b.test/contact"}));
  CHECK(next_fetch(site, now) == "http://a.test/contact");
  REQUIRE(site.ended(answer(200), now));
  site.learn({});
  CHECK(next_fetch(site, now).empty());

  CHECK(site.facts().pages == 2);
  REQUIRE(site.facts().problems.size() == 1);
  CHECK(site.facts().problems[0].url == "http://a.test/secret/contact");
  CHECK(site.facts().problems[0].reason == "robots_denied");
}

TEST_CASE("A site that shows one page at every address is one page") {
  auto rules = impolite();
  rules.pages.sitemaps = false;
  auto site = crawl_of("http://a.test/", rules);
  auto now = start_time;
  page_facts shown = links_to({"http://a.test/contact", "http://a.test/team"});
  shown.text = "Welcome";
  shown.emails.push_back({"info@a.test", "text", 0.9, true, false});
  int fetched = 0;
  while (!next_fetch(site, now).empty()) {
    REQUIRE(site.ended(answer(200), now));
    site.learn(shown);
    ++fetched;
  }
  CHECK(fetched == 3);
  CHECK(site.facts().pages == 1);
  CHECK(site.facts().emails == std::vector<std::string>{"info@a.test"});
}

TEST_CASE("A robots.txt that cannot be had closes the site, one that does not exist opens it") {
  auto now = start_time;
  auto closed = crawl_of("http://a.test/", polite());
  CHECK(next_fetch(closed, now) == "http://a.test/robots.txt");
  closed.ended(answer(503), now);
  CHECK(next_fetch(closed, now).empty());
  CHECK(closed.facts().problems.at(0).reason == "robots_unreachable");

  auto open = crawl_of("http://b.test/", polite());
  CHECK(next_fetch(open, now) == "http://b.test/robots.txt");
  open.ended(answer(404), now);
  CHECK(next_fetch(open, now) == "http://b.test/");
}

TEST_CASE("Without politeness only own hosts are read, a redirect elsewhere is not followed") {
  auto now = start_time;
  auto site = crawl_of("http://a.test/", impolite());
  CHECK(next_fetch(site, now) == "http://a.test/");
  site.ended(answer(301, {}, {{"Location", "http://www.a.test/home"}}), now);
  CHECK(next_fetch(site, now) == "http://www.a.test/home");
  site.ended(answer(302, {}, {{"Location", "http://elsewhere.example/"}}), now);
  CHECK(next_fetch(site, now).empty());
  CHECK(now == start_time);
  CHECK(site.facts().problems.at(0).reason == "not_an_own_host");
}

TEST_CASE(
    "Who asked not to be crawled is not asked, with politeness or without, nor where a redirect leads") {
  auto now = start_time;
  const auto list = std::make_shared<flow::opt_out_list>(std::vector<std::string>{"closed.test"});
  for (auto rules : {polite(), impolite()}) {
    rules.opted_out = list;
    auto site = crawl_of("http://www.closed.test/", rules);
    CHECK(next_fetch(site, now).empty());
    REQUIRE(site.facts().problems.size() == 1);
    CHECK(site.facts().problems[0].reason == "opted_out");
  }
  auto rules = impolite();
  rules.opted_out = list;
  auto moved = crawl_of("http://a.test/", rules);
  CHECK(next_fetch(moved, now) == "http://a.test/");
  moved.ended(answer(301, {}, {{"Location", "http://closed.test/"}}), now);
  CHECK(next_fetch(moved, now).empty());
  CHECK(moved.facts().problems.at(0).reason == "opted_out");

  rules = polite();
  rules.opted_out = list;
  auto led = crawl_of("http://a.test/", rules);
  CHECK(next_fetch(led, now) == "http://a.test/robots.txt");
  led.ended(answer(301, {}, {{"Location", "http://closed.test/robots.txt"}}), now);
  CHECK(next_fetch(led, now).empty());
  CHECK(led.facts().problems.at(0).reason == "robots_unreachable");
}

TEST_CASE("A site whose https was guessed is asked by http where https does not answer, once") {
  const auto no_tls = GENERATE(fetch_failure::tls_failed, fetch_failure::connect_failed);
  auto now = start_time;
  for (const auto& rules : {polite(), impolite()}) {
    site_crawl site({*parse_url("https://a.test/"), true}, rules, start_time,
                    [] { return std::uint64_t{7}; });
    CHECK(next_fetch(site, now).starts_with("https://a.test/"));
    site.ended(failure(no_tls), now);
    CHECK(next_fetch(site, now).starts_with("http://a.test/"));
    site.ended(failure(no_tls), now);
    CHECK(next_fetch(site, now).empty());
    CHECK(site.facts().problems.size() == 1);
  }
  auto written = crawl_of("https://a.test/", impolite());
  CHECK(next_fetch(written, now) == "https://a.test/");
  written.ended(failure(no_tls), now);
  CHECK(next_fetch(written, now).empty());
}

TEST_CASE("Redirects end somewhere") {
  auto now = start_time;
  auto site = crawl_of("http://a.test/", impolite());
  int fetches = 0;
  for (auto next = next_fetch(site, now); !next.empty() && fetches < 100; next = next_fetch(site, now)) {
    ++fetches;
    site.ended(answer(302, {}, {{"Location", "/" + std::to_string(fetches)}}), now);
  }
  CHECK(fetches == 11);
  CHECK(site.facts().problems.at(0).reason == "too_many_redirects");
}

TEST_CASE("What cannot be read is named, and the site goes on") {
  auto now = start_time;
  auto site = crawl_of("http://a.test/", impolite());
  CHECK(next_fetch(site, now) == "http://a.test/");
  REQUIRE(site.ended(answer(200), now));
  site.learn(links_to({"http://a.test/contact", "http://a.test/kontakt"}));
  CHECK(next_fetch(site, now) == "http://a.test/contact");
  site.ended(failure(fetch_failure::timed_out), now);
  CHECK(next_fetch(site, now) == "http://a.test/kontakt");
  site.ended(answer(500), now);
  CHECK(next_fetch(site, now).empty());

  const auto& problems = site.facts().problems;
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].reason == "timed_out");
  CHECK(problems[1].reason == "server_error");
}

TEST_CASE("What may pass is asked for again after a pause") {
  auto rules = impolite();
  rules.attempts = 3;
  auto now = start_time;
  auto site = crawl_of("http://a.test/", rules);
  CHECK(next_fetch(site, now) == "http://a.test/");
  site.ended(answer(429, {}, {{"Retry-After", "7"}}), now);
  const auto asked = now;
  CHECK(next_fetch(site, now) == "http://a.test/");
  CHECK(now >= asked + 7s);
  site.ended(failure(fetch_failure::connection_lost), now);
  CHECK(next_fetch(site, now) == "http://a.test/");
  site.ended(failure(fetch_failure::connection_lost), now);
  CHECK(next_fetch(site, now).empty());
  CHECK(site.facts().problems.size() == 1);
}

TEST_CASE("A site that asks for a longer rest than the rules wait for is left alone") {
  auto now = start_time;
  auto site = crawl_of("http://a.test/", crawl_rules{});
  CHECK(next_fetch(site, now) == "http://a.test/robots.txt");
  site.ended(answer(404), now);
  CHECK(next_fetch(site, now) == "http://a.test/");
  site.ended(answer(429, {}, {{"Retry-After", "3600"}}), now);
  CHECK(next_fetch(site, now).empty());
  REQUIRE(site.facts().problems.size() == 1);
  CHECK(site.facts().problems[0].reason == "rate_limited");
}

TEST_CASE("A site whose links lead to no contact page is looked up in its sitemap") {
  auto now = start_time;
  auto site = crawl_of("http://a.test/", impolite());
  CHECK(next_fetch(site, now) == "http://a.test/");
  REQUIRE(site.ended(answer(200), now));
  site.learn({});
  CHECK(next_fetch(site, now) == "http://a.test/sitemap.xml");
  CHECK_FALSE(site.ended(answer(200, "<urlset><url><loc>http://a.test/kontakt</loc></url></urlset>"), now));
  CHECK(next_fetch(site, now) == "http://a.test/kontakt");
  REQUIRE(site.ended(answer(200), now));
  site.learn({});
  CHECK(next_fetch(site, now).empty());
  CHECK(site.facts().pages == 2);
  CHECK(site.facts().problems.empty());
}

TEST_CASE("A sitemap that is too large is read to the limit, and the site says so") {
  auto now = start_time;
  auto site = crawl_of("http://a.test/", impolite());
  CHECK(next_fetch(site, now) == "http://a.test/");
  CHECK_FALSE(site.limits().cut);
  REQUIRE(site.ended(answer(200), now));
  site.learn({});
  CHECK(next_fetch(site, now) == "http://a.test/sitemap.xml");
  REQUIRE(site.limits().cut);
  fetch_outcome beginning = answer(200, "<urlset><url><loc>http://a.test/kontakt</loc></url><url><loc>ht");
  beginning.wire_bytes = site.limits().wire_bytes + 1;
  CHECK_FALSE(site.ended(beginning, now));
  CHECK(next_fetch(site, now) == "http://a.test/kontakt");
  REQUIRE(site.facts().problems.size() == 1);
  CHECK(site.facts().problems[0].url == "http://a.test/sitemap.xml");
  CHECK(site.facts().problems[0].reason == "too_large");
}

TEST_CASE("A page that gives nothing is an error and no page") {
  monotonic_time now = start_time;
  site_crawl site = crawl_of("http://a.test/brochure", impolite());
  CHECK(next_fetch(site, now) == "http://a.test/brochure");
  REQUIRE(site.ended(answer(200, "%PDF"), now));
  page_facts unread;
  unread.url = "http://a.test/brochure";
  unread.failure = "not_html";
  site.learn(unread);

  CHECK(site.facts().pages == 0);
  REQUIRE(site.facts().problems.size() == 1);
  CHECK(site.facts().problems[0].reason == "not_html");
}

TEST_CASE("A site is one line of JSON with each datum once") {
  site_facts site;
  site.site = "a.test";
  page_facts page;
  page.emails = {{"info@a.test", "text", 1.0, true, true}};
  found_person person;
  person.who.name = "Eva Marxer";
  page.people = {person};
  page.technologies = {{field::technology, "WordPress", "header", 1.0, "CMS"}};
  site.add(page);
  page.people[0].who.title = "CEO";
  site.add(page);

  CHECK(to_line(site) == R"({"site":"a.test","pages":0,"emails":["info@a.test"],"phones":[],"social":[],)"
                         R"("people":[{"name":"Eva Marxer","title":"CEO"}],"technologies":["WordPress"],)"
                         R"("organization":{},"errors":[]})"
                         "\n");
}
