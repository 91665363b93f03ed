#include "domain/enrich/employee_count.hpp"

#include "domain/enrich/size_claims.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <utility>

using namespace leadstream::enrich;

TEST_CASE("a stated number of employees is read in the spellings of many languages") {
  const auto& [text, count] = GENERATE(table<const char*, const char*>({
      {"51-200 employees", "51-200"},
      {"Company size: 11–50 employees", "11-50"},
      {"10,001+ employees", "10001+"},
      {"5K+ employees", "5000+"},
      {"View all 1,204 employees", "1204"},
      {"1’250 Mitarbeiter:innen", "1250"},
      {"1'250 Mitarbeitende", "1250"},
      {"1\xC2\xA0"
       "234 salariés",
       "1234"},
      {"501–1.000 medewerkers", "501-1000"},
      {"Anzahl Mitarbeiter: 35", "35"},
      {"Number of employees: 250", "250"},
      {"Nombre de salariés : 1 250.", "1250"},
      {"Mitarbeitende (2026): 51 bis 200", "51-200"},
      {"51 à 200 employés", "51-200"},
      {"Da 51 a 200 dipendenti", "51-200"},
      {"Entre 201 e 500 funcionários", "201-500"},
      {"van 11 tot 50 medewerkers", "11-50"},
      {"tussen 10 en 50 medewerkers", "10-50"},
      {"2 a 10 empleados", "2-10"},
      {"11 bis 50 Beschäftigte", "11-50"},
      {"zwischen 20 und 30 Mitarbeiter", "20-30"},
      {"from 11 to 50 employees", "11-50"},
      {"między 10 a 49 pracowników", "10-49"},
      {"51-200 anställda", "51-200"},
      {"1-10 zaměstnanců", "1-10"},
      {"社員 51-200名", "51-200"},
      {"従業員数：120名", "120"},
  }));
  CAPTURE(text);
  CHECK(find_employee_count(text) == count);
}

TEST_CASE("other numbers near the word are no number of employees") {
  for (const char* text :
       {"Mitarbeiter: 044 668 18 00", "Unsere Mitarbeiter: 24 Stunden für Sie da", "Employees: 10% off",
        "Kontakt Mitarbeiter: 12.03.2026", "0 employees", "500 connections\nSee employees",
        "3.5 million in sales", "40 Mitarbeiterparkplätze", "$500 employees pay", "200-51 employees", ""}) {
    CAPTURE(text);
    CHECK(find_employee_count(text).empty());
  }
}

TEST_CASE("a range in a sentence is one claim, not its end alone") {
  for (const char* text :
       {"Da 51 a 200 dipendenti.", "Nous sommes entre 51 et 200 salariés.",
        "We have from 51 to 200 employees.", "Das Unternehmen hat 51 bis 200 Mitarbeitende."}) {
    CAPTURE(text);
    const auto claims = find_size_claims(text);
    REQUIRE(claims.size() == 1);
    CHECK(claims.front().count == "51-200");
  }
}
