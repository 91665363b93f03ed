#include "domain/sources/news_feed.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::sources;

namespace {

const std::string rss = R"(<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Muster &amp; Co</title><image><title>logo</title></image>
<item><title>We open in Vaduz</title><link> https://muster.example/news/1 </link>
<pubDate>Tue, 10 Nov 2026 09:00:00 +0100</pubDate>
<description>short</description>
<content:encoded><![CDATA[<p>A longer <b>story</b>.</p><p>Second&nbsp;part</p>]]></content:encoded></item>
<item><title></title><description/></item>
</channel></rss>)";

const std::string atom = R"(<feed xmlns="http://www.w3.org/2005/Atom"><title>Muster</title>
<entry><title type="html">Growth &lt;i&gt;again&lt;/i&gt;</title>
<link rel="self" href="https://muster.example/self"/><link href="https://muster.example/2"/>
<updated>2026-10-02T10:00:00Z</updated><published>2026-10-01T10:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Ten <em>new</em> people</p></div></content></entry>
</feed>)";

std::chrono::sys_days day(int year, unsigned month, unsigned number) {
  return std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(number);
}

} // namespace

TEST_CASE("given RSS, when it is read, then entries have their whole text, address and day") {
  const auto feed = parse_feed(rss);
  CHECK(feed.problem.empty());
  CHECK(feed.title == "Muster & Co");
  REQUIRE(feed.items.size() == 1);
  CHECK(feed.items[0].title == "We open in Vaduz");
  CHECK(feed.items[0].text == "A longer story.\nSecond part");
  CHECK(feed.items[0].address == "https://muster.example/news/1");
  CHECK(feed.items[0].date == day(2026, 11, 10));
}

TEST_CASE("given Atom, when it is read, then the first publication counts and markup is undone") {
  const auto feed = parse_feed(atom);
  REQUIRE(feed.items.size() == 1);
  CHECK(feed.items[0].title == "Growth again");
  CHECK(feed.items[0].text == "Ten new people");
  CHECK(feed.items[0].address == "https://muster.example/2");
  CHECK(feed.items[0].date == day(2026, 10, 1));
}

TEST_CASE("given what is no sound feed, when it is read, then it says why and keeps what was read before") {
  CHECK(parse_feed("").problem == "not_a_feed");
  CHECK(parse_feed("<html><body>no</body></html>").problem == "not_a_feed");
  CHECK(parse_feed("{}").problem == "not_a_feed");
  const auto cut = parse_feed(rss.substr(0, rss.find("<item><title></title>")));
  CHECK(cut.problem == "malformed");
  CHECK(cut.items.size() == 1);
  CHECK(parse_feed("<!DOCTYPE rss [<!ENTITY a 'x'>]><rss><channel/></rss>").problem != "");
  std::string many = "<rss><channel>";
  for (int i = 0; i < 100; ++i) {
    many += "<item><title>n</title></item>";
  }
  feed_limits limits;
  limits.items = 7;
  CHECK(parse_feed(many + "</channel></rss>", limits).items.size() == 7);
  std::string deep = "<rss>";
  for (int i = 0; i < 1'000; ++i) {
    deep += "<a>";
  }
  CHECK(parse_feed(deep).problem == "too_deep");
}

TEST_CASE("given a page's markup, when it offers feeds, then those of comments are left out") {
  const auto here = *parse_url("https://muster.example/de/");
  const auto feeds = find_feeds(
      R"x(<head><link rel='alternate' type='application/rss+xml' title="News" href='feed?a=1&amp;b=2'>
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
<link type="application/atom+xml" data-href="no" href=/atom.xml><link rel="icon" href="/i.png">
<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)"></head><link)x",
      here);
  CHECK(feeds == std::vector<std::string>{"https://muster.example/de/feed?a=1&b=2",
                                          "https://muster.example/atom.xml"});
}

TEST_CASE(
    "given a search's template, when it is filled, then the company can be read from the address again") {
  const std::string pattern = "https://news.example/rss?q=%22{company}%22&hl=de";
  const std::string address = fill_news_search(pattern, "Müller & Söhne AG");
  CHECK(address == "https://news.example/rss?q=%22M%C3%BCller%20%26%20S%C3%B6hne%20AG%22&hl=de");
  CHECK(searched_company(pattern, address) == "Müller & Söhne AG");
  CHECK_FALSE(searched_company(pattern, "https://muster.example/feed.xml"));
  CHECK_FALSE(searched_company("", "https://muster.example/feed.xml"));
}
