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

frontier started(const crawl::frontier_limits& limits = {}) {
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
