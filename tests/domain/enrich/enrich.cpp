#include "domain/enrich/enrich.hpp"

#include "domain/enrich/size.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::enrich;

TEST_CASE("a text about employees says a size category") {
  const std::pair<const char*, const char*> cases[] = {
      {"7", "1-10"},
      {"10", "1-10"},
      {"11 employees", "11-50"},
      {"1,234 employees", "1000+"},
      {"51-200", "51-200"},
      {"201-1000", "201-1000"},
      {"1.200 Mitarbeitende", "1000+"},
      {"1000+", "1000+"},
      {"10'000+", "1000+"},
      {"2 000 salariés", "1000+"},
      {"11–50 employees", "11-50"},
      {"about 3k", "1000+"},
      {"1'234", "1000+"},
      {"1.234", "1000+"},
      {"1,234", "1000+"},
      {"1 234", "1000+"},
      {"1\xC2\xA0\x32\x33\x34 salariés", "1000+"},
      {"10'001+", "1000+"},
      {"1.001-5.000", "1000+"},
      {"5K+", "1000+"},
      {"Da 51 a 200 dipendenti", "51-200"},
      {"従業員数：120名", "51-200"},
  };
  for (const auto& [text, wanted] : cases) {
    CAPTURE(text);
    REQUIRE(size_of_text(text).has_value());
    CHECK(to_string(*size_of_text(text)) == std::string(wanted));
  }
}

TEST_CASE("what is no count of people says no size") {
  for (const char* text : {"many", "0", "-5", "1e3", "1e+30", "99999999999999999999", "3.5", "12%", "200-51",
                           "24/7", "12.03.2026", ""}) {
    CAPTURE(text);
    CHECK_FALSE(size_of_text(text).has_value());
  }
}

TEST_CASE("findings gain the size and the industry that follow from them") {
  findings given;
  given.facts.push_back({field::employee_count, "51-200", "json_ld", 1.0, {}});
  given.facts.push_back({field::industry, "Zahnarztpraxis", "json_ld", 0.8, {}});
  const findings richer = enrich::enrich(given);
  CHECK(richer.first(field::size_category) == "51-200");
  REQUIRE(richer.facts.size() == 4);
  CHECK(richer.facts[3].value == "dentist");
  CHECK(richer.facts[3].detail == "Zahnarztpraxis");
  CHECK(enrich::enrich(richer) == richer);
}
