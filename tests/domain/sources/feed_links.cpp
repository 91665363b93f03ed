#include "domain/sources/feed_links.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::sources;

TEST_CASE("given a page's markup, when it offers feeds, then those of comments are left out") {
  const auto here = *parse_url("https://muster.example/de/");
  const auto feeds = find_feeds(
      R"x(<head><link rel='alternate' type='application/rss+xml' title="News" href='feed?a=1&amp;b=2'>
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
<link rel = "ALTERNATE home" type = "application/atom+xml" data-href="no" href = /atom.xml>
<link rel="icon" href="/i.png"><!-- <link rel="alternate" type="application/rss+xml" href="/old.xml"> -->
<link rel="self" type="application/rss+xml" href="/self.xml">
<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)"></head><link)x",
      here);
  CHECK(feeds == std::vector<std::string>{"https://muster.example/de/feed?a=1&b=2",
                                          "https://muster.example/atom.xml"});
}

TEST_CASE("given a page with a base, when it offers a feed, then the feed's address goes by the base") {
  CHECK(find_feeds(R"(<BASE href="/blog/"><link rel=alternate type=application/rss+xml href=feed>)",
                   *parse_url("https://muster.example/de/")) ==
        std::vector<std::string>{"https://muster.example/blog/feed"});
}

TEST_CASE("given feeds on other sites, when a page offers them, then those that name its own are taken") {
  const auto here = *parse_url("https://www.muster.example/");
  CHECK(find_feeds(R"(<link rel="alternate" type="application/rss+xml" href="https://trade.example/news.rss">
                      <link rel="alternate" type="application/rss+xml" href="https://feeds.example/MusterNews">)",
                   here) == std::vector<std::string>{"https://feeds.example/MusterNews"});
}

TEST_CASE("given a feed's title and address, then it is known whose feed it is") {
  const struct {
    const char* title;
    const char* site;
    const char* owner;
  } cases[] = {
      {"Muster AG", "https://www.muster.example/", "Muster AG"},
      {"News | Muster AG", "https://www.muster.example/", "Muster AG"},
      {"Aktuelles von Muster", "", "Muster"},
      {"Blog – Müller & Söhne – Vaduz", "https://mueller-soehne.example", "Müller & Söhne"},
      {"MTS: what is new", "https://www.mts-treuhand.example/", "MTS"},
      {"Swiss Trust", "https://abc.example/", "Swiss Trust"},
      {"", "https://abc.example/", ""},
  };
  for (const auto& each : cases) {
    CAPTURE(each.title);
    news_feed feed;
    feed.title = each.title;
    feed.site = each.site;
    CHECK(owner_of(feed, "https://muster.example/feed") == each.owner);
  }
}
