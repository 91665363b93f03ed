#include "domain/text/ascii.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace leadstream;

TEST_CASE("letters of ASCII alone have a case", "[text]") {
  CHECK(lower("ÄBc-Z9") == "\xC3\x84"
                           "bc-z9");
  CHECK(equals_ignoring_case("Content-Type", "content-TYPE"));
  CHECK_FALSE(equals_ignoring_case("a", "ab"));
  CHECK_FALSE(equals_ignoring_case("Ä", "ä"));
}

TEST_CASE("texts are joined with something between them", "[text]") {
  CHECK(joined(std::vector<std::string>{"a", "b", ""}, ", ") == "a, b, ");
  CHECK(joined(std::vector<std::string_view>{}, ", ").empty());
}
