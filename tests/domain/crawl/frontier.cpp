#include "domain/crawl/frontier.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using crawl::frontier;
using crawl::interest;

namespace {

url at(const std::string& text) {
  return parse_url(text).value();
}

std::vector<std::string> drain(frontier& f) {
  std::vector<std::string> order;
  while (const auto next = f.next()) {
    order.push_back(to_string(*next));
  }
  return order;
}

frontier started(const crawl::frontier_limits& limits = {8, 2, false}) {
  frontier f(at("http://www.a.test/"), limits);
  REQUIRE(f.next());
  return f;
}

} // namespace

SCENARIO("the most promising page comes first, each once") {
  frontier f = started();
  f.add(at("http://www.a.test/news"), interest::news);
  f.add(at("http://www.a.test/team"), interest::team);
  f.add(at("http://www.a.test/contact"), interest::contact);
  f.add(at("http://a.test/contact/"), interest::contact);
  f.add(at("http://www.a.test/"), interest::about);

  CHECK(drain(f) == std::vector<std::string>{"http://www.a.test/contact", "http://www.a.test/team",
                                             "http://www.a.test/news"});
}

SCENARIO("links that lead away, to files or into traps are left out") {
  frontier f = started();
  const auto refused = GENERATE(as<std::string>{}, "http://b.test/contact", "http://www.a.test/menu.pdf",
                                "http://www.a.test/LOGO.PNG", "http://www.a.test/x/y/x/y/x/y/",
                                "http://www.a.test/cdn-cgi/l/email-protection#0a",
                                "http://www.a.test/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/19/20/21");
  f.add(at(refused), interest::contact);
  CHECK(f.exhausted());
}

SCENARIO("views of a list come late and few, pages that a query names do not") {
  frontier f = started({20, 2, false});
  for (const char* filter : {"color", "size", "brand", "min_price", "view", "page"}) {
    f.add(at(std::string("http://www.a.test/list?") + filter + "=0"), interest::other);
  }
  f.add(at("http://www.a.test/index.php?id=4"), interest::other);
  f.add(at("http://www.a.test/index.php?page=kontakt"), interest::contact);
  f.add(at("http://www.a.test/services"), interest::other);

  CHECK(drain(f) == std::vector<std::string>{
                        "http://www.a.test/index.php?page=kontakt", "http://www.a.test/index.php?id=4",
                        "http://www.a.test/services", "http://www.a.test/list?color=0",
                        "http://www.a.test/list?size=0", "http://www.a.test/list?brand=0"});
}

SCENARIO("a kind of link that leads to the same again and again comes last, also after a restart") {
  const crawl::frontier_limits limits{20, 2, false};
  frontier f = started(limits);
  f.add(at("http://www.a.test/team"), interest::team);
  f.add(at("http://www.a.test/services"), interest::other);
  for (int i = 0; i < 6; ++i) {
    f.add(at("http://www.a.test/contact-" + std::to_string(i)), interest::contact);
  }
  for (int i = 0; i < 3; ++i) {
    CHECK(to_string(*f.next()) == "http://www.a.test/contact-" + std::to_string(i));
    CHECK(f.repeats("Call us") == (i > 0));
  }
  frontier again = frontier::load(f.save(), limits).value();
  for (frontier* each : {&f, &again}) {
    CHECK(to_string(*each->next()) == "http://www.a.test/team");
    CHECK(to_string(*each->next()) == "http://www.a.test/services");
    CHECK(to_string(*each->next()) == "http://www.a.test/contact-3");
  }
}

SCENARIO("pages and depth are bounded") {
  frontier few = started({3, 2});
  for (int i = 0; i < 10; ++i) {
    few.add(at("http://www.a.test/" + std::to_string(i)), interest::other);
  }
  CHECK(drain(few).size() == 2);

  frontier shallow = started({100, 1});
  shallow.add(at("http://www.a.test/1"), interest::other);
  REQUIRE(shallow.next());
  shallow.add(at("http://www.a.test/2"), interest::other);
  CHECK_FALSE(shallow.next());
}

SCENARIO("a site that moved is followed to where it lives now") {
  frontier f = started();
  f.moved_to(at("https://b.test/en/"));
  f.add(at("https://b.test/en/"), interest::home);
  f.add(at("https://shop.b.test/contact"), interest::contact);
  f.add(at("http://www.a.test/contact"), interest::contact);
  CHECK(drain(f) == std::vector<std::string>{"https://shop.b.test/contact"});
}

SCENARIO("a crawl is taken up where it ended") {
  frontier f = started({4, 2});
  f.add(at("http://www.a.test/contact"), interest::contact);
  f.add(at("http://www.a.test/team"), interest::team);
  REQUIRE(f.next());

  auto again = frontier::load(f.save(), {4, 2});
  REQUIRE(again);
  again->add(at("http://www.a.test/contact"), interest::contact);
  CHECK(again->fetched() == 2);
  CHECK(drain(*again) == std::vector<std::string>{"http://www.a.test/team"});
}

SCENARIO("what is no saved frontier is refused") {
  CHECK_FALSE(frontier::load("", {}));
  CHECK_FALSE(frontier::load("{}", {}));
  CHECK_FALSE(frontier::load(R"({"site":1,"fetched":"x","seen":[],"waiting":[]})", {}));
}

SCENARIO("a sitemap is read where links lead to no page about the company") {
  frontier f = started({8, 2, true});
  f.add(at("http://www.a.test/products"), interest::other);
  CHECK(drain(f).size() == 1);
  CHECK_FALSE(f.exhausted());
  f.add_sitemaps({"http://b.test/s.xml"});

  const auto usual = f.next_sitemap();
  REQUIRE(usual);
  CHECK(to_string(*usual) == "http://www.a.test/sitemap.xml");
  f.add(crawl::sitemap{
      {"http://www.a.test/x/kontakt.html", "http://b.test/kontakt", "http://www.a.test/blog"}, {}, {}, {}});
  CHECK_FALSE(f.next_sitemap());
  CHECK(drain(f) == std::vector<std::string>{"http://www.a.test/x/kontakt.html", "http://www.a.test/blog"});

  frontier served = started({8, 2, true});
  served.add(at("http://www.a.test/contact"), interest::contact);
  CHECK(drain(served).size() == 1);
  CHECK(served.exhausted());
}

SCENARIO("the sitemaps that robots.txt names stand for the usual one, also where the start page led on") {
  frontier f = started({8, 2, true});
  f.add_sitemaps({"http://b.test/s.xml", "http://www.a.test/map.xml"});
  f.moved_to(at("https://a.test/de/"));

  auto again = frontier::load(f.save(), {8, 2, true});
  REQUIRE(again);
  const auto named = again->next_sitemap();
  REQUIRE(named);
  CHECK(to_string(*named) == "http://www.a.test/map.xml");
  CHECK_FALSE(again->next_sitemap());

  f.moved_to(at("https://c.test/"));
  const auto usual = f.next_sitemap();
  REQUIRE(usual);
  CHECK(to_string(*usual) == "https://c.test/sitemap.xml");
}

SCENARIO("other languages come last, and not at all once the site's own pages were read") {
  frontier f = started();
  f.speaks("de");
  f.translated(
      {{"en", "http://www.a.test/en/"}, {"fr-ch", "http://www.a.test/fr/"}, {"de", "http://www.a.test/"}});
  f.add(at("http://www.a.test/en/contact"), interest::contact);
  f.add(at("http://www.a.test/jobs"), interest::careers);
  f.add(at("http://www.a.test/fr/jobs"), interest::careers);
  f.add(at("http://www.a.test/de/team"), interest::team);
  CHECK(drain(f) == std::vector<std::string>{"http://www.a.test/de/team", "http://www.a.test/jobs",
                                             "http://www.a.test/en/contact"});

  frontier served = started();
  served.add(at("http://www.a.test/en/contact"), interest::contact);
  served.add(at("http://www.a.test/fr/contact"), interest::contact);
  served.speaks("de");
  served.add(at("http://www.a.test/kontakt"), interest::contact);
  CHECK(drain(served) == std::vector<std::string>{"http://www.a.test/kontakt"});
}

SCENARIO("a segment of two letters is a language only where the site shows it") {
  frontier f = started();
  f.speaks("en");
  f.add(at("http://www.a.test/about"), interest::about);
  f.add(at("http://www.a.test/hr/team"), interest::team);
  f.add(at("http://www.a.test/id/7/contact"), interest::contact);
  CHECK(drain(f) == std::vector<std::string>{"http://www.a.test/id/7/contact", "http://www.a.test/about",
                                             "http://www.a.test/hr/team"});

  frontier shown = started();
  shown.speaks("de");
  shown.add(at("http://www.a.test/hr/kontakt"), interest::contact);
  REQUIRE(shown.next());
  shown.speaks("hr");
  shown.add(at("http://www.a.test/kontakt"), interest::contact);
  shown.add(at("http://www.a.test/hr/tim"), interest::team);
  auto again = frontier::load(shown.save(), {8, 2, false});
  REQUIRE(again);
  CHECK(drain(*again) == std::vector<std::string>{"http://www.a.test/kontakt"});
}

SCENARIO("a page's declared translations are not fetched, whatever their addresses say") {
  frontier f = started();
  f.add(at("http://www.a.test/kontakt"), interest::contact);
  f.add(at("http://www.a.test/contact"), interest::contact);
  REQUIRE(f.next());
  f.translated({{"de", "http://www.a.test/kontakt"},
                {"en", "http://www.a.test/contact"},
                {"fr", "http://www.a.test/contactez-nous"},
                {"it", "http://b.test/contatti"}});
  f.add(at("http://www.a.test/contactez-nous"), interest::contact);
  CHECK(drain(f).empty());
}

SCENARIO(
    "of the translations that a sitemap declares one is fetched, in the site's language if there is one") {
  frontier f = started({8, 2, true});
  f.speaks("de");
  f.add(crawl::parse_sitemap(
      "<urlset xmlns:xhtml='http://www.w3.org/1999/xhtml'>"
      "<url><loc>http://www.a.test/about-us</loc>"
      "<xhtml:link rel='alternate' hreflang='en' href='http://www.a.test/about-us'/>"
      "<xhtml:link rel='alternate' hreflang='de-CH' href='http://www.a.test/ueber-uns'/></url>"
      "<url><loc>http://www.a.test/ueber-uns</loc>"
      "<xhtml:link rel='alternate' hreflang='en' href='http://www.a.test/about-us'/>"
      "<xhtml:link rel='alternate' hreflang='de-CH' href='http://www.a.test/ueber-uns'/></url>"
      "<url><loc>http://www.a.test/team</loc></url></urlset>"));
  CHECK(drain(f) == std::vector<std::string>{"http://www.a.test/ueber-uns", "http://www.a.test/team"});
}

SCENARIO("whether nofollow counts is a setting") {
  CHECK(frontier(at("http://a.test/"), {}).may_follow(true));
  CHECK_FALSE(frontier(at("http://a.test/"), {8, 2, true, true}).may_follow(true));
  CHECK(frontier(at("http://a.test/"), {8, 2, true, true}).may_follow(false));
}

SCENARIO("a page that names another address as its own is not fetched there again") {
  frontier f = started();
  f.add(at("http://www.a.test/kontakt?v=2"), interest::contact);
  f.add(at("http://www.a.test/contact-us"), interest::contact);
  f.same_as(at("http://www.a.test/contact-us"));
  f.same_as(at("http://www.a.test/team"));
  f.add(at("http://www.a.test/team/"), interest::team);
  CHECK(drain(f) == std::vector<std::string>{"http://www.a.test/kontakt?v=2"});
}

SCENARIO("the same text twice is a repetition, an empty one never") {
  frontier f = started();
  CHECK_FALSE(f.repeats("hello"));
  CHECK(f.repeats("hello"));
  CHECK_FALSE(f.repeats(""));
  CHECK_FALSE(f.repeats(""));
  CHECK(frontier::load(f.save(), {})->repeats("hello"));
}
