#include "domain/text/spreadsheet.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;

TEST_CASE("the guard of a formula is taken away, other apostrophes stay") {
  for (const char* text : {"=1+1", "+4232390101", "-1", "@SUM(A1)", "\tx", "＝1", " ;=1", "'=1"}) {
    CHECK(looks_like_formula(text));
    CHECK(without_formula_guard("'" + std::string(text)) == text);
  }
  for (const char* text : {"", "'", "'s-Hertogenbosch", "'t Hof", "plain", "a=1"}) {
    CHECK_FALSE(looks_like_formula(text));
    CHECK(without_formula_guard(text) == text);
  }
}
