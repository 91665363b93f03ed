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

TEST_CASE("given a feed of any make, when it is read, then its entry has its title, text, address and day") {
  const struct {
    const char* what;
    std::string feed;
    const char* title;
    const char* text;
    const char* link;
  } cases[] = {
      {"no title, a relative link, a year in two digits",
       R"(<rss version="2.0"><channel><title>Muster</title><link>https://www.muster.example/</link>
          <item><link>news/1?a=1&b=2</link><description>We grow</description>
          <pubDate>Tue, 10 Nov 26 09:00 GMT</pubDate></item></channel></rss>)",
       "", "We grow", "https://muster.example/de/news/1?a=1&b=2"},
      {"RSS 0.91 with its document type and a bare ampersand",
       R"(<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
          "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel>
          <image><title>logo</title><link>https://other.example/</link></image>
          <item><title>Fish & Chips &ndash; R&D</title><link>https://muster.example/1</link>
          <date>10.11.2026</date></item></channel></rss>)",
       "Fish & Chips – R&D", "", "https://muster.example/1"},
      {"RSS 1.0, whose items stand beside the channel",
       R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
          xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://muster.example/">
          <title>Muster</title></channel><image><title>logo</title></image>
          <item rdf:about="https://muster.example/1"><title>We grow</title>
          <dc:date>2026-11-10T09:00+01:00</dc:date></item></rdf:RDF>)",
       "We grow", "", "https://muster.example/1"},
      {"Atom with xml:base, in which no link is absolute",
       R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://muster.example/blog/"><title>Muster</title>
          <entry xml:base="2026/"><title>We grow</title><link rel="edit" href="edit"/><link href="11/grow"/>
          <updated>2026-11-10T09:00:00Z</updated></entry></feed>)",
       "We grow", "", "https://muster.example/blog/2026/11/grow"},
      {"Atom 0.3",
       R"(<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Muster</title><entry><title>We grow</title>
          <link rel="alternate" type="text/html" href="https://muster.example/1"/>
          <issued>2026-11-10T09:00:00Z</issued><modified>2026-11-12T09:00:00Z</modified></entry></feed>)",
       "We grow", "", "https://muster.example/1"},
      {"Atom with prefixes, plain text that looks like markup, and XHTML",
       R"(<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>We grow</a:title>
          <a:content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Ten &lt; <b>twelve</b></p><p>Now</p>
          </div></a:content><a:published>2026-11-10</a:published></a:entry></a:feed>)",
       "We grow", "Ten < twelve\nNow", ""},
      {"markup that nobody escaped",
       R"(<rss><channel><item><title>We <i>grow</i></title><description><p>One</p><p>Two</p></description>
          <pubDate>10 Nov 2026</pubDate></item></channel></rss>)",
       "We grow", "One\nTwo", ""},
      {"references of HTML within CDATA, a comment in the text",
       R"(<rss><channel><item><title><![CDATA[M&uuml;ller &amp; S&ouml;hne w&auml;chst]]></title>
          <description><![CDATA[<p>Zehn<!-- <p>not</p> --> neue</p>]]></description>
          <pubDate>Di, 10 Nov 2026 09:00:00 +0100</pubDate></item></channel></rss>)",
       "Müller & Söhne wächst", "Zehn neue", ""},
      {"pictures and recordings with titles of their own",
       R"(<rss xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="x"><channel><item>
          <media:title>photo.jpg</media:title><title>We grow</title><itunes:title>Episode 7</itunes:title>
          <media:description>A photo</media:description><description>Ten people</description>
          <pubDate>2026-11-10 09:00:00</pubDate></item></channel></rss>)",
       "We grow", "Ten people", ""},
      {"an identifier in place of a link",
       R"(<rss><channel><item><title>We grow</title><guid>https://muster.example/1</guid>
          <pubDate>Tuesday, 10-Nov-26 09:00:00 UTC</pubDate></item></channel></rss>)",
       "We grow", "", "https://muster.example/1"},
      {"an identifier that is no link",
       R"(<rss><channel><item><title>We grow</title><guid isPermaLink="false">https://muster.example/?p=7</guid>
          <pubDate>10/11/2026</pubDate></item><language>en-GB</language></channel></rss>)",
       "We grow", "", ""},
      {"links that are counted",
       R"(<rss xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel><item><title>We grow</title>
          <link>https://feeds.example/~r/muster/~3/abc/</link>
          <feedburner:origLink>https://muster.example/1</feedburner:origLink>
          <pubDate>Invalid Date</pubDate><dc:date>2026-11-10</dc:date></item></channel></rss>)",
       "We grow", "", "https://muster.example/1"},
      {"an encoding of the West",
       "<?xml version='1.0' encoding='ISO-8859-1'?><rss><channel><language>fr</language><item>"
       "<title>Caf\xE9 \x96 d\xE9m\xE9nag\xE9</title><pubDate>mar., 10 nov. "
       "2026</pubDate></item></channel></rss>",
       "Café – déménagé", "", ""},
      {"an encoding of the East, warnings of a server before it",
       "<br />\n<b>Notice</b>: x\n<?xml version='1.0' encoding='windows-1251'?><rss><channel><item>"
       "<title>\xCC\xFB \xF0\xE0\xF1\xF2\xE5\xEC</title><pubDate>2026-11-10</pubDate></item></channel></rss>",
       "Мы растем", "", ""},
      {"UTF-8 that says it is Latin, with a control character",
       "<?xml version='1.0' encoding='ISO-8859-1'?><rss><channel><item><title>M\xC3\xBCller\x0B w\xC3\xA4"
       "chst</title><pubDate>Tue, 10 Nov 2026</pubDate></item></channel></rss>",
       "Müller wächst", "", ""},
  };
  for (const auto& each : cases) {
    CAPTURE(each.what);
    const auto feed = parse_feed(each.feed, {}, "https://muster.example/de/feed");
    CHECK(feed.problem.empty());
    REQUIRE(feed.items.size() == 1);
    CHECK(feed.items[0].title == each.title);
    CHECK(feed.items[0].text == each.text);
    CHECK(feed.items[0].address == each.link);
    CHECK(feed.items[0].date == day(2026, 11, 10));
    CHECK_FALSE(feed.items[0].elsewhere);
  }
}

TEST_CASE("given entries of other sites, when a feed is read, then they stand elsewhere") {
  const auto feed = parse_feed(R"(<rss><channel><title>News</title><link>https://www.muster.example/</link>
    <item><title>own</title><link>https://blog.muster.example/1</link></item>
    <item><title>press</title><link>https://paper.example/1</link></item>
    <item><title>taken over</title><link>https://muster.example/2</link>
      <source url="https://paper.example/rss">The Paper</source></item>
    </channel></rss>)",
                               {}, "https://feeds.example/muster");
  REQUIRE(feed.items.size() == 3);
  CHECK_FALSE(feed.items[0].elsewhere);
  CHECK(feed.items[1].elsewhere);
  CHECK(feed.items[2].elsewhere);
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
