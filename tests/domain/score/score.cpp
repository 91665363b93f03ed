#include "domain/score/score.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>

using namespace leadstream;
using score::criterion;

namespace {

const wall_time now = *parse_rfc3339("2026-11-22T12:00:00Z");

provenance seen(const char* field, const char* value, int days_ago = 1) {
  return {field,     value, "website", "https://a.example/", now - std::chrono::hours(24) * days_ago,
          "json_ld", 1};
}

/// A lead for which every criterion holds.
lead perfect() {
  lead l;
  l.company.name = "A";
  l.company.industry = "dentist";
  l.company.size = size_category::s11_50;
  l.company.website = "https://a.example";
  l.contacts = {{{}, "Ada", "CEO", "ada@a.example", "+4232370000", "", true, 1, {}},
                {{}, "", "", "info@a.example", "", "", false, 1, {}}};
  l.social = {"https://www.linkedin.com/company/a"};
  l.intelligence.technology_stack = {"WordPress"};
  l.intelligence.growth_signals = {"A raised 5 million in a Series A round.",
                                   "A opens a new office in Chur."};
  l.provenance = {seen("email_verdict", "valid"), seen("site_status", "active"),
                  seen("recent_activity", "2026-10-01"), seen("job_posting", "Dental assistant")};
  return l;
}

score::profile wanting_everything() {
  score::profile p;
  p.sizes = {size_category::s11_50};
  p.industries = {"Zahnarzt"};
  p.technologies = {"wordpress"};
  return p;
}

const criterion_score& of(const score_breakdown& all, criterion which) {
  const auto& category = all.categories[static_cast<std::size_t>(score::category_of(which))];
  return *std::find_if(category.criteria.begin(), category.criteria.end(),
                       [&](const criterion_score& each) { return each.name == score::to_string(which); });
}

criterion_state state_of(const lead& l, criterion which, const score::profile& p = wanting_everything()) {
  return of(score::score(l, p, {{}, now}), which).state;
}

} // namespace

TEST_CASE("a lead for which everything holds has 100 points, each with its evidence") {
  const score_breakdown all = score::score(perfect(), wanting_everything(), {{}, now});
  CHECK(all.total == 100);
  CHECK(score_category(all.total) == std::string("hot"));
  for (const category_score& category : all.categories) {
    CHECK(category.points == category.available);
    for (const criterion_score& each : category.criteria) {
      CAPTURE(each.name);
      CHECK(each.state == criterion_state::yes);
      CHECK_FALSE(each.evidence.empty());
    }
  }
}

TEST_CASE("nothing known gives nothing, and what cannot be decided is unknown") {
  const score_breakdown all = score::score({}, {}, {{}, now});
  CHECK(all.total == 0);
  CHECK(of(all, criterion::email_found).state == criterion_state::no);
  CHECK(of(all, criterion::company_size_match).state == criterion_state::unknown);
  CHECK(of(all, criterion::active_website).state == criterion_state::unknown);
  CHECK(of(all, criterion::funding_news).state == criterion_state::unknown);
}

TEST_CASE("the total is the sum of weight x 100 x points / available, rounded") {
  lead l;
  l.contacts = {{{}, "", "", "info@a.example", "", "", false, 1, {}}};
  // 25 x 20 / 70 = 7.142…
  const score_breakdown email = score::score(l, {}, {{}, now});
  CHECK(email.categories[0].available == 70);
  CHECK(email.categories[0].weighted == Approx(7.142857));
  CHECK(email.total == 7);
  l.contacts[0].phone = "+4232370000";
  CHECK(score::score(l, {}, {{}, now}).total == 13); // 25 x 35 / 70 = 12.5
}

TEST_CASE("weights and points are those of the profile") {
  lead l;
  l.contacts = {{{}, "", "", "info@a.example", "", "", false, 1, {}}};
  score::profile p;
  p.weights = {1, 0, 0, 0};
  p.points_of(criterion::email_found) = 30;
  const score_breakdown all = score::score(l, p, {{}, now});
  CHECK(all.categories[0].available == 80);
  CHECK(all.total == 38); // 100 x 30 / 80 = 37.5
  for (std::size_t i = 0; i < score::criterion_count; ++i) {
    p.points[i] = 0;
  }
  CHECK(score::score(l, p, {{}, now}).total == 0);
}

TEST_CASE("the search decides what the profile leaves open") {
  search_criteria criteria{"dentist", "Vaduz", size_category::s51_200, 50};
  const score_breakdown all = score::score(perfect(), {}, {criteria, now});
  CHECK(of(all, criterion::industry_relevance).state == criterion_state::yes);
  CHECK(of(all, criterion::company_size_match).state == criterion_state::no);
  CHECK(of(all, criterion::technology_match).state == criterion_state::unknown);
}

TEST_CASE("a company of the size that is searched for scores higher than one of another or unknown size") {
  const search_criteria criteria{"dentist", "Vaduz", size_category::s11_50, 50};
  lead other = perfect();
  other.company.size = size_category::s1000_plus;
  lead unknown = perfect();
  unknown.company.size.reset();
  const int fitting = score::score(perfect(), {}, {criteria, now}).total;
  CHECK(score::score(other, {}, {criteria, now}).total < fitting);
  CHECK(score::score(unknown, {}, {criteria, now}).total < fitting);
}

TEST_CASE("what is old does not count as recent") {
  lead l = perfect();
  l.provenance = {seen("recent_activity", "2025-01-01"), seen("job_posting", "Old one", 200)};
  CHECK(state_of(l, criterion::recent_activity) == criterion_state::no);
  CHECK(state_of(l, criterion::job_postings_active) == criterion_state::no);
  l.provenance = {seen("growth_signal", l.intelligence.growth_signals[0].c_str(), 500)};
  CHECK(state_of(l, criterion::funding_news) == criterion_state::unknown);
  CHECK(state_of(l, criterion::expansion_signals) == criterion_state::yes);
}

TEST_CASE("news counts less as it grows old, and what is doubtful never counts in full") {
  const auto points = [](int days_ago, double confidence) {
    lead l = perfect();
    provenance news = seen("growth_signal", l.intelligence.growth_signals[0].c_str(), days_ago);
    news.confidence = confidence;
    l.provenance = {news};
    return of(score::score(l, wanting_everything(), {{}, now}), criterion::funding_news);
  };
  CHECK(points(10, 0.9).points == 20);
  CHECK(points(10, 0.9).evidence == std::vector<std::string>{"A raised 5 million in a Series A round."});
  CHECK(points(10, 0.4).points == 10);
  CHECK(points(210, 0.9).points == 10);
  CHECK(points(210, 0.9).evidence.front() == "A raised 5 million in a Series A round. (counts 50 %)");
  for (int days = 1; days < 500; ++days) {
    CAPTURE(days);
    const int fall = points(days, 0.9).points - points(days + 1, 0.9).points;
    CHECK(fall >= 0);
    CHECK(fall <= 4);
  }
  CHECK(points(500, 0.9).state == criterion_state::unknown);
}

TEST_CASE("a no says what decided it") {
  lead l = perfect();
  l.company.size = size_category::s201_1000;
  l.provenance = {seen("email_verdict", "invalid"), seen("site_status", "parked"),
                  seen("recent_activity", "2025-01-01"), seen("job_posting", "Old one", 200)};
  const score_breakdown all = score::score(l, wanting_everything(), {{}, now});
  for (const auto& [which, why] :
       {std::pair(criterion::verified_email, "verdict invalid"),
        std::pair(criterion::active_website, "https://a.example/ is parked"),
        std::pair(criterion::recent_activity, "news of 2025-01-01"),
        std::pair(criterion::job_postings_active, "no posting of the last 90 days"),
        std::pair(criterion::company_size_match, "size 201-1000")}) {
    CAPTURE(why);
    CHECK(of(all, which).state == criterion_state::no);
    CHECK(of(all, which).evidence == std::vector<std::string>{why});
  }
}

TEST_CASE("what is dated ahead of now does not count as recent, but for a clock that runs ahead") {
  lead l = perfect();
  l.provenance = {seen("recent_activity", "2027-01-01"), seen("job_posting", "Cook", -40)};
  CHECK(state_of(l, criterion::recent_activity) == criterion_state::no);
  CHECK(state_of(l, criterion::job_postings_active) == criterion_state::no);
  l.provenance = {seen("recent_activity", "2026-11-23")};
  CHECK(state_of(l, criterion::recent_activity) == criterion_state::yes);
}

TEST_CASE("a website counts by the newest look at it") {
  lead l = perfect();
  l.provenance = {seen("site_status", "active", 9), seen("site_status", "unreachable", 1)};
  CHECK(state_of(l, criterion::active_website) == criterion_state::no);
}

TEST_CASE("an address is verified by a verdict, never by its form") {
  lead l = perfect();
  l.provenance.clear();
  CHECK(state_of(l, criterion::verified_email) == criterion_state::unknown);
  l.provenance = {seen("email_verdict", "unknown")};
  CHECK(state_of(l, criterion::verified_email) == criterion_state::unknown);
  l.provenance = {seen("email_verdict", "invalid")};
  CHECK(state_of(l, criterion::verified_email) == criterion_state::no);
}

TEST_CASE("the same lead has the same score") {
  CHECK(score::score(perfect(), wanting_everything(), {{}, now}) ==
        score::score(perfect(), wanting_everything(), {{}, now}));
}
