#include "config/value.hpp"

#include <catch2/catch.hpp>

using namespace leadstream::config;

TEST_CASE("numbers are read in the base unit of their kind") {
  struct reading {
    kind what;
    const char* text;
    double number;
  };
  const reading cases[] = {
      {kind::flag, "on", 1},
      {kind::flag, "False", 0},
      {kind::flag, "True", 1},
      {kind::integer, " 8080 ", 8080},
      {kind::number, "0.25", 0.25},
      {kind::number, "1e3", 1000},
      {kind::duration, "250ms", 250},
      {kind::duration, "10s", 10'000},
      {kind::duration, "1.5s", 1'500},
      {kind::duration, "5 min", 300'000},
      {kind::duration, "2h", 7'200'000},
      {kind::duration, "0", 0},
      {kind::size, "512", 512},
      {kind::size, "8KiB", 8192},
      {kind::size, "1.5 MiB", 1'572'864},
  };
  for (const reading& wanted : cases) {
    CAPTURE(wanted.text);
    CHECK(parse_number(wanted.what, wanted.text) == wanted.number);
  }
}

TEST_CASE("what is no such number is refused") {
  const std::pair<kind, const char*> cases[] = {
      {kind::integer, ""},        {kind::integer, "80x"},    {kind::integer, "1.5"}, {kind::integer, "0x10"},
      {kind::flag, "maybe"},      {kind::number, "nan"},     {kind::number, "inf"},  {kind::duration, "10"},
      {kind::duration, "10 KiB"}, {kind::duration, "0.1ms"}, {kind::size, "8KB?"},   {kind::size, "10s"},
  };
  for (const auto& [what, text] : cases) {
    CAPTURE(text);
    CHECK_FALSE(parse_number(what, text).has_value());
  }
}

TEST_CASE("a number is written the shortest way that reads back the same") {
  CHECK(number_text(kind::duration, 90'000) == "90s");
  CHECK(number_text(kind::duration, 600'000) == "10min");
  CHECK(number_text(kind::duration, 0) == "0s");
  CHECK(number_text(kind::size, 65'536) == "64KiB");
  CHECK(number_text(kind::size, 1'000) == "1000");
  CHECK(number_text(kind::number, 0.25) == "0.25");
  CHECK(number_text(kind::flag, 1) == "true");
}

TEST_CASE("lists are split at commas") {
  CHECK(split_list(" a, b,, c ,") == std::vector<std::string>{"a", "b", "c"});
  CHECK(split_list("").empty());
}
