#include "domain/crawl/sitemap.hpp"

#include "tests/support/packed.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace leadstream::crawl;
using leadstream::test::gzip;

namespace {

const std::string set = R"(<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://x">
 <url><loc> http://a.test/?a=1&amp;b=2 </loc><lastmod>2026-11-22</lastmod></url>
 <url><loc><![CDATA[http://a.test/kontakt]]></loc><image:image><image:loc>http://a.test/i.png</image:loc></image:image></url>
 <url><loc>javascript:alert(1)</loc></url>
</urlset>)";

std::string laughs() {
  std::string out = R"(<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "http://a.test/">)";
  for (int i = 0; i < 10; ++i) {
    out += "<!ENTITY a" + std::to_string(i) + " \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">";
  }
  return out + "]><urlset><url><loc>&a9;</loc></url></urlset>";
}

} // namespace

TEST_CASE("A set of URLs lists pages, plain or packed") {
  for (const auto& bytes : {set, gzip(set), "\xef\xbb\xbf" + set}) {
    const auto found = parse_sitemap(bytes);
    CHECK(found.problem.empty());
    REQUIRE(found.pages.size() >= 2);
    CHECK(found.pages[0] == "http://a.test/?a=1&b=2");
    CHECK(found.pages[1] == "http://a.test/kontakt");
    CHECK(found.sitemaps.empty());
  }
}

TEST_CASE("An index lists sitemaps, a feed and a text list pages") {
  CHECK(parse_sitemap("<sitemapindex><sitemap><loc>http://a.test/s.xml</loc></sitemap></sitemapindex>")
            .sitemaps == std::vector<std::string>{"http://a.test/s.xml"});
  CHECK(parse_sitemap("<rss><channel><item><link>http://a.test/n</link></item></channel></rss>").pages ==
        std::vector<std::string>{"http://a.test/n"});
  CHECK(parse_sitemap("<feed><entry><link href=\"http://a.test/e\"/></entry></feed>").pages ==
        std::vector<std::string>{"http://a.test/e"});
  CHECK(parse_sitemap("http://a.test/1\r\nnothing\nhttps://a.test/2").pages ==
        std::vector<std::string>{"http://a.test/1", "https://a.test/2"});
}

TEST_CASE("A sitemap that declares entities is read without them") {
  const auto read =
      parse_sitemap("<?xml version=\"1.0\"?><!DOCTYPE urlset [<!ENTITY x \"http://x.test/\">]><urlset>"
                    "<url><loc>http://a.test/1</loc></url><url><loc>&x;</loc></url></urlset>");
  CHECK(read.pages == std::vector<std::string>{"http://a.test/1"});
  CHECK(read.problem == "entity");
}

TEST_CASE("What attacks its reader is stopped, and what was read before it counts") {
  CHECK(parse_sitemap(laughs()).problem == "entity");
  CHECK(parse_sitemap(
            "<!DOCTYPE u [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><urlset><url><loc>&x;</loc></url>"
            "</urlset>")
            .pages.empty());
  CHECK(parse_sitemap(
            "<!DOCTYPE u SYSTEM \"http://127.0.0.1/x.dtd\"><urlset><url><loc>http://a.test/</loc></url>"
            "</urlset>")
            .pages.size() == 1);
  std::string deep = "<urlset>";
  for (int i = 0; i < 100'000; ++i) {
    deep += "<url>";
  }
  CHECK(parse_sitemap(deep).problem == "too_deep");
  CHECK(parse_sitemap(gzip(std::string(64U << 20U, ' '))).problem == "too_large");
  CHECK(parse_sitemap("<urlset><url><loc>http://a.test/a</loc></url><<<").pages.size() == 1);
  CHECK(parse_sitemap("<urlset><url><loc>http://a.test/a</loc></url><<<").problem == "malformed");
  CHECK(parse_sitemap("").problem == "malformed");
  const auto page = parse_sitemap("<html><head><link href='http://a.test/feed'/></head></html>");
  CHECK(page.problem == "malformed");
  CHECK(page.pages.empty());
  CHECK(parse_sitemap(std::string("\x1f\x8b\0\0", 4)).pages.empty());
  sitemap_limits two;
  two.entries = 2;
  CHECK(parse_sitemap("http://a.test/1\nhttp://a.test/2\nhttp://a.test/3", two).problem == "too_large");
}

TEST_CASE("Of a sitemap that is too large the entries before the limit count, and the loss has a name") {
  const std::string large = "<urlset><url><loc>http://a.test/kontakt</loc></url><url><loc>http://a.te";
  std::string many = set.substr(0, set.rfind("</urlset>"));
  for (int i = 0; i < 20'000; ++i) {
    many += "<url><loc>http://a.test/" + std::to_string(i * 7'919LL) + "</loc></url>";
  }
  const std::string half = gzip(many).substr(0, gzip(many).size() / 2);
  for (const std::string& beginning : {large, half, std::string("http://a.test/kontakt\nhttp://a.te")}) {
    const auto read = parse_sitemap(beginning);
    CHECK(std::count(read.pages.begin(), read.pages.end(), "http://a.test/kontakt") == 1);
    CHECK(loss_of(read, true) == "too_large");
  }
  CHECK(loss_of(parse_sitemap(set), false).empty());
  CHECK(loss_of(parse_sitemap(many + "</urlset>"), false) == "too_large");
  for (const bool cut : {false, true}) {
    CHECK(loss_of(parse_sitemap(laughs()), cut) == "entity");
  }
  CHECK(loss_of(parse_sitemap("<html><p>no such page</p></html>"), false).empty());
}
