#include "actors/extractor.hpp"

#include "actors/scrapers/company_link.hpp"
#include "tests/actors/support/system.hpp"

#include <caf/event_based_actor.hpp>
#include <caf/typed_event_based_actor.hpp>
#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::actors;

namespace {

constexpr const char* feed =
    "<rss version='2.0'><channel><title>News</title><item><title>Muster Bakery raises $5 million in Series A "
    "funding</title><link>https://muster.example/1</link><pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate>"
    "</item></channel></rss>";

std::vector<observation> read_feed(const char* address, const char* company) {
  auto content = std::make_shared<page>();
  content->url = content->requested_url = address;
  content->body = feed;
  content->fetched_at = wall_time{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};
  const extract_order order{content, news_source, {uuid{}}, {}, company};
  test::actor_world world;
  std::vector<observation> told;
  const auto worker =
      world.system.spawn(run_extractor, extract_options{}, std::string("https://press.example/?q={company}"));
  const auto ask = [&](caf::event_based_actor* self, const extract_order& what) {
    self->request(worker, caf::infinite, what)
        .then([&](const extract_answer& answer) { told = *answer.observations; }, [](const caf::error&) {});
  };
  world.system.spawn(ask, order);
  world.settle();
  return told;
}

} // namespace

TEST_CASE("given a feed of a company, when its headlines name it, then they tell of it whatever the feed's "
          "title is") {
  for (const char* company : {"Muster Bakery Ltd", ""}) {
    CAPTURE(company);
    const auto told = read_feed("https://muster.example/feed.xml", company);
    REQUIRE(told.size() == 2);
    CHECK(told[0].raw.first(field::growth_signal).find("$5 million") != std::string::npos);
  }
}

TEST_CASE("given the press, when it was searched for another company, then its headlines tell nothing") {
  CHECK(read_feed("https://press.example/?q=Bollinger", "Muster Bakery Ltd").empty());
}
