#include "domain/enrich/size_claims.hpp"

#include "domain/enrich/size.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::enrich;

TEST_CASE("a company's own words about its size give a category") {
  const std::pair<const char*, const char*> cases[] = {
      {"Today we are a team of 40 people in Zurich.", "11-50"},
      {"The firm employs more than 1,200 people worldwide.", "1000+"},
      {"Over 500 employees work at our three sites.", "201-1000"},
      {"With 12 dedicated staff members we serve the valley.", "11-50"},
      {"Our 85 colleagues speak eleven languages and our team of 85 specialists is growing.", "51-200"},
      {"Wir beschäftigen rund 120 Mitarbeitende.", "51-200"},
      {"Unser Team von 8 Fachleuten berät Sie gern.", "1-10"},
      {"Mit über 300 Mitarbeiterinnen und Mitarbeitern sind wir die Nummer eins.", "201-1000"},
      {"Une équipe de 25 personnes à votre service.", "11-50"},
      {"L'entreprise compte 60 collaborateurs.", "51-200"},
      {"Somos un equipo de 15 profesionales.", "11-50"},
      {"La nostra azienda conta 45 dipendenti.", "11-50"},
      {"Het bedrijf telt 30 medewerkers.", "11-50"},
      {"A workforce of 51-200 employees.", "51-200"},
  };
  for (const auto& [text, wanted] : cases) {
    CAPTURE(text);
    const auto found = find_size_claims(text);
    REQUIRE(found.size() == 1);
    REQUIRE(size_of_text(found[0].count).has_value());
    CHECK(to_string(*size_of_text(found[0].count)) == std::string(wanted));
  }
}

TEST_CASE("others' people, people to come and other numbers are no size") {
  for (const char* text :
       {"We plan to hire 50 employees this year.", "Made for companies with 500 employees.",
        "We started with 3 employees in a garage.", "Trusted by 2,000 customers.",
        "Founded in 1998 by two brothers.", "Our software helps firms with up to 200 employees.",
        "Call 044 668 18 00 today.", "Wir suchen 10 Mitarbeitende.",
        "Für Unternehmen mit 50 Mitarbeitenden gemacht.", "We create 30 new jobs.",
        "Open 24 hours, 7 days a week.", "A team of experts."}) {
    CAPTURE(text);
    CHECK(find_size_claims(text).empty());
  }
}
