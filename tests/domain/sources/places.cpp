#include "domain/sources/places.hpp"

#include "domain/sources/storage_rule.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace leadstream;
using namespace leadstream::sources;

TEST_CASE("given a place with an impossible number, when the answer is read, then the others are whole") {
  const auto answer = read_places(R"({"places":[
    {"id":"a","displayName":{"text":"A"},"location":{"latitude":1e999,"longitude":9}},
    {"id":"b","displayName":{"text":"B"},"location":{"latitude":47,"longitude":9}}]})",
                                  {});
  REQUIRE(answer);
  REQUIRE(answer->places.size() == 2);
  CHECK(answer->places[0].raw.places.empty());
  CHECK(answer->places[1].raw.places[0].latitude == 47);
}

TEST_CASE("given reviews, when a place is read, then what customers complain of are its pain points") {
  const auto answer = read_places(R"({"places":[{"id":"a","displayName":{"text":"A"},"reviews":[
    {"originalText":{"text":"Their booking system crashed again and nobody answered."},"text":{"text":"x"}},
    {"text":{"text":"Friendly people."}},7,{"text":"no object"}]}]})",
                                  {});
  REQUIRE(answer);
  REQUIRE(answer->places.size() == 1);
  const auto& facts = answer->places[0].raw.facts;
  CHECK(std::count_if(facts.begin(), facts.end(), [](const fact& one) {
          return one.what == field::pain_point && one.method == review_method;
        }) == 1);
}
