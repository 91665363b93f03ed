#include "domain/sources/storage_rule.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::sources;

TEST_CASE("retentions are read and written") {
  CHECK(parse_retention("forever") == retention{});
  CHECK(parse_retention("never")->what == retention::kind::never);
  CHECK(parse_retention("30d")->time == std::chrono::hours(720));
  CHECK(to_string(*parse_retention("12h")) == "12h");
  for (const char* wrong : {"", "30", "d", "0d", "-1d", "always", "30 d", "9999999d"}) {
    CHECK_FALSE(parse_retention(wrong));
  }
}

TEST_CASE("given a provider's terms, when findings are kept, then the rest is gone") {
  findings said;
  said.facts.push_back({field::name, "Praxis", "places", 0.9, {}});
  said.facts.push_back({field::rating, "4.5", "places", 0.9, "12"});
  place where;
  where.street = "Weg 1";
  where.has_point = true;
  where.latitude = 47;
  said.places.push_back(where);
  storage_rule terms;
  terms.otherwise = *parse_retention("never");
  terms.content["coordinates"] = *parse_retention("30d");
  terms.content["rating"] = *parse_retention("forever");

  const auto kept = keep(said, terms);

  REQUIRE(kept.lasting.facts.size() == 1);
  CHECK(kept.lasting.facts[0].what == field::rating);
  CHECK(kept.lasting.places.empty());
  REQUIRE(kept.passing.places.size() == 1);
  CHECK(kept.passing.places[0].street.empty());
  CHECK(kept.passing.places[0].latitude == 47);
  CHECK(kept.keep == std::chrono::hours(720));
}

TEST_CASE("given no restriction, when findings are kept, then they are kept as they are") {
  findings said;
  said.facts.push_back({field::name, "Praxis", "places", 0.9, {}});
  CHECK(keep(said, {}).lasting == said);
}

TEST_CASE("given terms that let reviews be told, when findings are kept, then facts of reviews follow their "
          "own rule") {
  findings said;
  said.facts.push_back({field::pain_point, "It crashed.", review_method, 0.9, "technology"});
  said.facts.push_back({field::pain_point, "We are slow.", "text", 0.9, "processes"});
  storage_rule terms;
  terms.content["reviews"] = *parse_retention("never");
  REQUIRE(keep(said, terms).lasting.facts.size() == 1);
  CHECK(keep(said, terms).lasting.facts[0].method == "text");
}

TEST_CASE("the shortest time of a rule is that of its limited parts") {
  storage_rule terms;
  terms.otherwise = *parse_retention("never");
  CHECK_FALSE(terms.shortest());
  terms.content["coordinates"] = *parse_retention("30d");
  terms.content["rating"] = *parse_retention("12h");
  CHECK(terms.shortest() == std::chrono::hours(12));
}
