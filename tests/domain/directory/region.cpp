#include "domain/directory/region.hpp"

#include <catch2/catch.hpp>

using leadstream::directory::region_of;

TEST_CASE("a location names its country by code or name") {
  struct example {
    const char* location;
    const char* country;
  };
  const auto e = GENERATE(values<example>({{"Liechtenstein", "LI"},
                                           {"Vaduz, Liechtenstein", "LI"},
                                           {"Zurich, CH", "CH"},
                                           {"zürich, schweiz", "CH"},
                                           {"Lyon, France", "FR"},
                                           {"Milano, italia", "IT"},
                                           {"Kraków, Polska", "PL"},
                                           {"London, UK", "GB"},
                                           {"Vaduz", ""},
                                           {"", ""},
                                           {",", ""}}));
  CHECK(region_of(e.location) == e.country);
}
