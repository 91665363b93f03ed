#include "domain/enrich/insights.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace leadstream;
using namespace leadstream::enrich;

namespace {

const wall_time now = *parse_rfc3339("2026-11-22T00:00:00Z");

page_facts page(const char* url, const char* text) {
  page_facts made;
  made.url = url;
  made.text = text;
  made.language = "en";
  made.organization.name = "Acme";
  return made;
}

std::vector<fact> of(const std::vector<fact>& all, field what) {
  std::vector<fact> found;
  std::copy_if(all.begin(), all.end(), std::back_inserter(found),
               [&](const fact& f) { return f.what == what; });
  return found;
}

} // namespace

TEST_CASE("a news page tells signals with type, date and terms, and how fresh it is") {
  const auto told = insights_of(page("https://acme.test/news/",
                                     "News\n12 November 2026\nAcme raised $5 million in a Series A "
                                     "round led by Northgate.\n3 May 2019\nAcme opened a new "
                                     "office in Zurich.\n"),
                                {}, now);
  const auto signals = of(told, field::growth_signal);
  REQUIRE(signals.size() == 2);
  CHECK(signals[0].detail.starts_with("funding_announcements|2026-11-12|$5 million"));
  CHECK(signals[1].detail == "new_office_locations|2019-05-03");
  CHECK(signals[1].confidence < 0.1 * signals[0].confidence);
  const auto fresh = of(told, field::recent_activity);
  REQUIRE(fresh.size() == 1);
  CHECK(fresh[0].value.starts_with("2026-11-12"));
}

TEST_CASE("a careers page tells postings and troubles, an imprint tells nothing") {
  const auto careers =
      insights_of(page("https://acme.test/careers",
                       "Polymechaniker (m/w/d)\nYou will replace our outdated legacy ERP system.\n"),
                  {}, now);
  REQUIRE(of(careers, field::job_posting).size() == 1);
  REQUIRE(of(careers, field::pain_point).size() == 1);
  CHECK(of(careers, field::pain_point)[0].detail == "technology");
  CHECK(insights_of(page("https://acme.test/impressum", "Acme AG is now hiring 50 engineers."), {}, now)
            .empty());
}

TEST_CASE("size comes from words, and weakly from the faces of a team page") {
  auto team = page("https://acme.test/team", "Meet us. We are a team of 40 people.");
  team.people.resize(7);
  const auto told = of(insights_of(team, {}, now), field::employee_count);
  REQUIRE(told.size() == 2);
  CHECK(told[0].value == "40");
  CHECK(told[1].value == "7");
  CHECK(told[0].confidence > told[1].confidence);
}

TEST_CASE("a page that could not be read tells nothing") {
  auto broken = page("https://acme.test/news", "Acme raised $5 million.");
  broken.failure = "parse_budget";
  CHECK(insights_of(broken, {}, now).empty());
}
