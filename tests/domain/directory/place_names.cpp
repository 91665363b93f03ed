#include "domain/directory/place_names.hpp"

#include <catch2/catch.hpp>

#include <regex.h>

#include <algorithm>
#include <clocale>

using leadstream::directory::folded_pattern;
using leadstream::directory::place_name;
using leadstream::directory::read_place;

namespace {

bool spells(const place_name& place, const std::string& name) {
  return std::find(place.spellings.begin(), place.spellings.end(), name) != place.spellings.end();
}

} // namespace

TEST_CASE("a place is spelled as it was written and as maps do") {
  const std::pair<const char*, const char*> cases[] = {
      {"VADUZ", "Vaduz"},
      {"sankt gallen", "Sankt Gallen"},
      {"österreich", "Österreich"},
      {"ÎLE-DE-FRANCE", "Île-de-France"},
      {"FRANKFURT AM MAIN", "Frankfurt am Main"},
      {"VALLE D'AOSTA", "Valle d'Aosta"},
      {"LES SABLES-D'OLONNE", "Les Sables-d'Olonne"},
      {"LA MASSANA", "la Massana"},
      {"la massana", "La Massana"},
      {"МОСКВА", "Москва"},
      {"東京都", "東京都"},
      {"s-Gravenhage", "s-Gravenhage"},
  };
  for (const auto& [written, wanted] : cases) {
    CAPTURE(written);
    CHECK(spells(read_place(written), wanted));
  }
  CHECK(read_place("Vaduz").spellings.size() == 1);
}

TEST_CASE("a postcode is told from the name of the place") {
  struct row {
    const char* written;
    const char* postcode;
    const char* name;
  };
  const row cases[] = {
      {"9490 Vaduz", "9490", "Vaduz"},
      {"FL-9490 VADUZ", "9490", "Vaduz"},
      {"Vaduz 9490", "9490", "Vaduz"},
      {"AD500 Andorra la Vella", "AD500", "Andorra la Vella"},
      {"1012 AB Amsterdam", "1012 AB", "Amsterdam"},
      {"2400 LE LOCLE", "2400", "Le Locle"},
      {"London SW1A 1AA", "SW1A 1AA", "London"},
      {"110 00 Praha", "110 00", "Praha"},
      {"Beverly Hills 90210", "90210", "Beverly Hills"},
      {"100 Mile House", "100", "100 Mile House"},
      {"Paris 15", "", "Paris 15"},
  };
  for (const row& wanted : cases) {
    CAPTURE(wanted.written);
    const place_name place = read_place(wanted.written);
    CHECK(place.postcode == wanted.postcode);
    CHECK(spells(place, wanted.name));
  }
}

TEST_CASE("a postcode alone names no place") {
  const place_name place = read_place(" fl-9490 ");
  CHECK(place.postcode == "9490");
  CHECK(place.country_prefix == "FL");
  CHECK(place.spellings.empty());
  CHECK(read_place("").spellings.empty());
}

TEST_CASE("a folded name fits every way to write its accents and separators") {
  const auto fits = [](const std::string& written, const std::string& on_map) {
    std::setlocale(LC_CTYPE, "C.UTF-8");
    regex_t compiled;
    REQUIRE(regcomp(&compiled, folded_pattern(written).c_str(), REG_EXTENDED | REG_NOSUB | REG_ICASE) == 0);
    const bool found = regexec(&compiled, on_map.c_str(), 0, nullptr, 0) == 0;
    regfree(&compiled);
    return found;
  };
  CHECK(fits("Sant Julia de Loria", "Sant Julià de Lòria"));
  CHECK(fits("SANT JULIÀ de loria", "Sant Julià de Lòria"));
  CHECK(fits("St Gallen", "St. Gallen"));
  CHECK(fits("Zurich", "Zürich"));
  CHECK(fits("Zuerich", "Zürich"));
  CHECK(fits("Quebec", "Québec"));
  CHECK(fits("Grossenhain", "Großenhain"));
  CHECK(fits("lodz", "Łódź"));
  CHECK(fits("Ha Noi", "Hà Nội"));
  CHECK(fits("Αθηνα", "Αθήνα"));
  CHECK(fits("Val d Isere", "Val-d’Isère"));
  CHECK_FALSE(fits("Sant Julia", "Sant Julià de Lòria"));
  CHECK_FALSE(fits("Vaduz", "Schaan"));
  CHECK(folded_pattern(" -").empty());
}
