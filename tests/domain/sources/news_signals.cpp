#include "domain/sources/news_signals.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::sources;

namespace {

const wall_time now = *parse_rfc3339("2026-11-22T12:00:00Z");

news_context context(const char* company, bool own) {
  return {"news", "https://muster.example/feed.xml", {}, company, own, now};
}

std::chrono::sys_days day(unsigned month, unsigned number) {
  return std::chrono::year(2026) / std::chrono::month(month) / std::chrono::day(number);
}

} // namespace

TEST_CASE(
    "given a company's own feed, when it is read, then each piece of news is dated and has its address") {
  const std::vector<news_item> items{
      {"We are opening a second office in Zurich", {}, "https://muster.example/1", day(10, 3)},
      {"Our summer party", "It was fun.", "https://muster.example/2", day(11, 20)},
      {"What is to come", {}, "https://muster.example/3", day(12, 24)}};
  const auto told = observe_news(items, context("Muster", true));
  REQUIRE(told.size() == 2);
  CHECK(told[0].source_url == "https://muster.example/1");
  CHECK(told[0].type == data_type::growth_signals);
  REQUIRE(told[0].raw.facts.size() == 1);
  CHECK(told[0].raw.facts[0].what == field::growth_signal);
  CHECK(told[0].raw.facts[0].detail == "new_office_locations|2026-10-03");
  CHECK(told[1].source_url == "https://muster.example/feed.xml");
  CHECK(told[1].raw.first(field::recent_activity) == "2026-11-20T00:00:00Z");
}

TEST_CASE("given the press, when it names the company, then its news count and those of others do not") {
  const std::vector<news_item> items{
      {"Muster raises $5 million in Series A", "Muster raises $5 million in Series A",
       "https://news.example/1", day(10, 3)},
      {"Bollinger Capital raises $90 million in Series C", {}, "https://news.example/2", day(10, 4)},
      {"Mustermann opens a new office", {}, "https://news.example/3", day(10, 5)}};
  const auto told = observe_news(items, context("Muster AG", false));
  REQUIRE(told.size() == 1);
  CHECK(told[0].source_url == "https://news.example/1");
  CHECK(told[0].raw.facts.size() == 1);
  CHECK(told[0].raw.first(field::recent_activity).empty());
}

TEST_CASE("given a feed with the news of others, then they are not the company's signals") {
  news_item taken_over{"Bollinger Capital eröffnet eine neue Niederlassung in Zürich",
                       {},
                       "https://paper.example/1",
                       day(11, 20)};
  taken_over.elsewhere = true;
  news_item about_us{
      "Muster eröffnet eine neue Niederlassung in Zürich", {}, "https://paper.example/2", day(10, 3)};
  about_us.elsewhere = true;
  const auto told = observe_news({taken_over, about_us}, context("Muster AG", true));
  REQUIRE(told.size() == 1);
  CHECK(told[0].source_url == "https://paper.example/2");
  CHECK(told[0].raw.first(field::recent_activity).empty());
}

TEST_CASE("given a headline without a dot, when it is a signal, then it stands as the page writes it") {
  const std::vector<news_item> items{
      {"Muster opens a new office in Zurich", "Come and see.", "https://muster.example/1", day(10, 3)}};
  const auto told = observe_news(items, context("Muster AG", true));
  REQUIRE(!told.empty());
  CHECK(told[0].raw.first(field::growth_signal) == "Muster opens a new office in Zurich");
}

TEST_CASE("given a profile with posts in JSON-LD, when it is read, then they are dated signals") {
  page_facts profile;
  profile.language = "en";
  profile.organization.name = "Muster";
  profile.structured = {
      R"({"@graph":[{"@type":"DiscussionForumPosting","datePublished":"2026-09-01T08:00:00Z",
    "text":"We are opening a new office in Zurich.","url":"https://x.example/1"},{"@type":"Organization"}]})"};
  const auto facts = update_facts(profile, now);
  REQUIRE(facts.size() == 2);
  CHECK(facts[0].detail == "new_office_locations|2026-09-01");
  CHECK(facts[1].value == "2026-09-01T00:00:00Z");
}

TEST_CASE("given a profile's text, when an update stands below its age, then its day is counted back") {
  page_facts profile;
  profile.language = "en";
  profile.text = "Muster\nUpdates\n3w\nWe are opening a new office in Zurich.\n2mo • Edited\nHello.";
  const auto facts = update_facts(profile, now);
  REQUIRE(facts.size() == 2);
  CHECK(facts[0].detail == "new_office_locations|2026-11-01");
  CHECK(facts[1].value == "2026-11-01T00:00:00Z");
}
