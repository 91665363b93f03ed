#include "domain/text/signs.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;

TEST_CASE("signs are cut as whole characters, letters keep their bytes") {
  CHECK(trim_signs("– «Café» · ", " ") == "Café");
  CHECK(trim_signs("サンプル", " ") == "サンプル");
  CHECK(trim_signs("DIRECCIÓ", " ") == "DIRECCIÓ");
  CHECK(trim_signs("–·–", " ").empty());
  CHECK(before_sign("Joe’s Garage – Leeds | UK", {"|", "–"}) == "Joe’s Garage ");
  CHECK(behind_sign("a · b | c", {"|", "·"}) == " c");
  CHECK(behind_sign("a ÷ b", {"·"}) == "a ÷ b");
}
