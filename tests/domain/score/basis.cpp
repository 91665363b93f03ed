#include "domain/score/basis.hpp"

#include "domain/score/kept_score.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::score;

namespace {

lead known() {
  lead l;
  l.company.industry = "dentist";
  l.company.size = size_category::s11_50;
  l.company.updated_at = *parse_rfc3339("2026-11-22T00:00:00Z");
  l.contacts.resize(2);
  l.contacts[0].email = "info@a.example";
  l.contacts[0].name = "Anna\nMüller";
  l.contacts[1].phone = "+41446681800";
  l.intelligence.technology_stack = {"WordPress", "jQuery"};
  return l;
}

context searched() {
  search_criteria criteria;
  criteria.industry = "Zahnarzt";
  criteria.company_size = size_category::s11_50;
  return {criteria, *parse_rfc3339("2026-11-22T00:00:00Z")};
}

} // namespace

TEST_CASE("a stored basis gives the score that the lead itself gives, by any profile") {
  profile wants_php;
  wants_php.technologies = {"wordpress"};
  wants_php.industries = {"bakery"};
  profile heavy;
  heavy.weights = {1, 0, 0, 0};
  for (const profile& by : {profile{}, wants_php, heavy}) {
    const auto loaded = load_basis(save(basis_of(known(), searched())));
    REQUIRE(loaded.has_value());
    score_breakdown direct = score::score(known(), by, searched());
    for (category_score& category : direct.categories) {
      for (criterion_score& each : category.criteria) {
        for (std::string& text : each.evidence) {
          std::replace(text.begin(), text.end(), '\n', ' '); // a basis keeps lines
        }
      }
    }
    CHECK(scorer(by).score(*loaded) == direct);
  }
}

TEST_CASE("a kept score is told again without the lead, and its total from the rest of it") {
  saved_profile by;
  by.version = 7;
  by.values.weights = {0.1, 0.2, 0.3, 0.4};
  by.values.points[3] = 0;
  by.values.sizes = {size_category::s11_50, size_category::s1000_plus};
  by.values.industries = {"dentist", "Zahnarzt\nund mehr"};
  by.values.technologies = {"Vue.js", "WordPress"};
  for (const saved_profile& each : {by, saved_profile{}}) {
    scorer scores(each);
    const basis of = basis_of(known(), searched());
    const auto told = scores.score(of);
    CHECK(retell(scores.keep(of)) == told);
    CHECK(scores.total(*load_basis(basis_in(scores.keep(of)), false)) == told.total);
    CHECK(has_rules(scores.keep(of)));
  }
}

TEST_CASE("what an older version kept is a basis without rules; what is cut off tells nothing") {
  scorer scores{profile{}};
  const basis of = basis_of(known(), searched());
  CHECK_FALSE(has_rules(save(of)));
  CHECK(basis_in(save(of)) == save(of));
  CHECK_FALSE(retell(save(of)));
  const std::string whole = scores.keep(of);
  CHECK(basis_in(whole) == save(of));
  CHECK_FALSE(retell(""));
  CHECK_FALSE(retell("p1"));
  CHECK_FALSE(retell(whole.substr(0, whole.find('\n'))));
  CHECK_FALSE(retell("p1\x1F"
                     "many" +
                     whole.substr(3)));
  CHECK_FALSE(retell(whole.substr(0, whole.size() - 1)));
}

TEST_CASE("a scorer answers the same whatever it scored before") {
  profile by;
  by.technologies = {"jquery"};
  scorer many(by);
  const basis one = basis_of(known(), searched());
  basis other = one;
  other.industry = "bakery";
  other.technologies = {"Vue"};
  const auto first = many.score(one);
  many.score(other);
  CHECK(many.score(one) == first);
}

TEST_CASE("what is no basis is told from one") {
  const std::string text = save(basis_of(known(), searched()));
  CHECK_FALSE(load_basis("").has_value());
  CHECK_FALSE(load_basis(text + "\n").has_value());
  CHECK_FALSE(load_basis("x" + text).has_value());
  CHECK_FALSE(load_basis(text.substr(0, text.size() / 2)).has_value());
}
