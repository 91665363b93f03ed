#include "domain/sources/cell.hpp"

#include <catch2/catch.hpp>

using namespace leadstream::sources;

TEST_CASE("a rectangle is read from four degrees") {
  CHECK(parse_cell(" 47.1, 9.5 ,47.2,9.6") == cell{47.1, 9.5, 47.2, 9.6});
  CHECK(cell_fault("47.1,9.5,47.2,9.6").empty());
  CHECK(cell_fault("-90,-180,90,180").empty());
}

TEST_CASE("numbers that are no rectangle are told why") {
  const std::pair<const char*, const char*> cases[] = {
      {"95,9,96,10", "latitude"},     {"47,181,48,182", "longitude"},
      {"47.2,9.5,47.1,9.6", "south"}, {"47,9,47,10", "south"},
      {"-20,170,-10,-170", "west"},   {"nan,nan,nan,nan", "latitude"},
      {"-inf,9,inf,10", "latitude"},  {"47,nan,48,10", "longitude"},
      {"47.1,9.5", "2 numbers"},      {"47.1,9.5,47.2,9.6,1", "5 numbers"},
  };
  for (const auto& [text, part] : cases) {
    CAPTURE(text);
    CHECK_FALSE(parse_cell(text));
    CHECK(cell_fault(text).find(part) != std::string::npos);
    CHECK(cell_fault(text).find("47.1,9.5,47.2,9.6") != std::string::npos);
  }
}

TEST_CASE("names of places are no rectangles, and nothing is wrong with them") {
  const std::string text =
      GENERATE(as<std::string>{}, "Vaduz", "Zurich, CH", "9490", "9490, LI", "", "a,b,c,d");
  CHECK_FALSE(parse_cell(text));
  CHECK(cell_fault(text).empty());
}
