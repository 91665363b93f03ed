#include "domain/intel/dates.hpp"

#include <catch2/catch.hpp>

using namespace leadstream::intel;

TEST_CASE("dates are read as people write them") {
  const struct {
    const char* text;
    const char* language;
    const char* wanted;
  } cases[] = {
      {"12 March 2026", "en", "2026-03-12"},
      {"Published on March 12th, 2026 by Anna", "en", "2026-03-12"},
      {"Mar 2, 2026", "en", "2026-03-02"},
      {"03/12/2026", "en", "2026-03-12"},
      {"25/12/2026", "en", "2026-12-25"},
      {"03/12/2026", "fr", "2026-12-03"},
      {"2026-03-12T10:00:00+01:00", "", "2026-03-12"},
      {"12. März 2026", "de", "2026-03-12"},
      {"Vaduz, 1.2.2026", "de", "2026-02-01"},
      {"1er août 2026", "fr", "2026-08-01"},
      {"le 3 décembre 2025", "fr", "2025-12-03"},
      {"12 de marzo de 2026", "es", "2026-03-12"},
      {"5 maggio 2026", "it", "2026-05-05"},
      {"7 de fevereiro de 2026", "pt", "2026-02-07"},
      {"9 oktober 2026", "nl", "2026-10-09"},
      {"11 listopada 2026", "pl", "2026-11-11"},
      {"mar. 10 nov. 2026", "fr", "2026-11-10"},
      {"mar., 3 févr. 2026", "fr", "2026-02-03"},
      {"Di, 3 Mrz 2026", "de", "2026-03-03"},
      {"3 mrt. 2026", "nl", "2026-03-03"},
      {"3 ene 2026", "es", "2026-01-03"},
      {"3 giu 2026", "it", "2026-06-03"},
      {"3 paź 2026", "pl", "2026-10-03"},
      {"November 2026", "en", "2026-11-01"},
      {"Juni 2026", "de", "2026-06-01"},
  };
  for (const auto& each : cases) {
    CAPTURE(each.text);
    const auto found = find_date(each.text, each.language);
    REQUIRE(found.has_value());
    CHECK(to_iso(*found) == each.wanted);
  }
  for (const char* text :
       {"", "tomorrow", "31.02.2026", "since 1998", "call 044 668 18 00", "9490 Vaduz", "in 2026",
        "wie Sie 2026 sparen", "gen 2026", "Version 1.2.3", "99.99.2026 und 99"}) {
    CAPTURE(text);
    CHECK_FALSE(find_date(text, "de").has_value());
  }
}
