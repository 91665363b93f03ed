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
      {"Some 60 people work in our workshop in Porto.", "51-200"},
      {"35 Menschen arbeiten bei uns in der Backstube.", "11-50"},
      {"Chez nous travaillent 70 personnes.", "51-200"},
      {"Somos más de 250 profesionales en cuatro ciudades.", "201-1000"},
      {"Nous sommes 9.", "1-10"},
      {"Wir sind 28 Leute.", "11-50"},
      {"Siamo 14 persone.", "11-50"},
      {"Unser Team umfasst derzeit 18 Personen.", "11-50"},
      {"Das Team besteht aus elf Fachleuten.", "11-50"},
      {"Notre équipe se compose de quinze personnes.", "11-50"},
      {"El equipo está formado por 22 personas.", "11-50"},
      {"The group has a headcount of 640.", "201-1000"},
      {"Effectif : 130 personnes", "51-200"},
      {"Plantilla: 48 empleados", "11-50"},
      {"Ein 6-köpfiges Team kümmert sich um Sie.", "1-10"},
      {"A thirty-strong crew looks after the boats.", "11-50"},
      {"We are a 90-person company.", "51-200"},
      {"Une quarantaine de salariés font vivre la maison.", "11-50"},
      {"Una veintena de empleados trabaja en el taller.", "11-50"},
      {"Today twenty-five employees run the mill.", "11-50"},
      {"Two dozen people work with us.", "11-50"},
      {"The mill employs 45 in Leeds.", "11-50"},
      {"La plantilla es de 110 personas.", "51-200"},
      {"Aktuell zählt die Belegschaft 23 Personen.", "11-50"},
      {"Wir beschäftigen zwölf Mitarbeitende.", "11-50"},
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
  for (const char* text : {"We plan to hire 50 employees this year.",
                           "Made for companies with 500 employees.",
                           "We started with 3 employees in a garage.",
                           "Trusted by 2,000 customers.",
                           "Founded in 1998 by two brothers.",
                           "Our software helps firms with up to 200 employees.",
                           "Call 044 668 18 00 today.",
                           "Wir suchen 10 Mitarbeitende.",
                           "Für Unternehmen mit 50 Mitarbeitenden gemacht.",
                           "We create 30 new jobs.",
                           "Open 24 hours, 7 days a week.",
                           "A team of experts.",
                           "We hired 25 employees last spring.",
                           "The app is used by 900 employees at Nestlé.",
                           "We trained 400 employees of our customers.",
                           "Up to 20 employees can use the basic plan.",
                           "Büros für 300 Mitarbeitende geplant und gebaut.",
                           "A canteen for 250 employees of the airport.",
                           "Founded in 1921 with 5 employees.",
                           "Gegründet 1974 von Karl Huber mit drei Angestellten.",
                           "Fondée en 1990 avec 4 salariés.",
                           "We are 15 minutes from the station.",
                           "Wir sind 24 Stunden für Sie da.",
                           "Nous sommes 100 % indépendants.",
                           "Wir haben 12 Personen eingestellt.",
                           "If you have 60 employees, talk to us.",
                           "There are 30 parking spaces.",
                           "The team won 12 awards.",
                           "Das Team betreut 80 Kunden.",
                           "Ab 10 Mitarbeitenden gilt ein Rabatt.",
                           "A table for 8 persons.",
                           "We employ 3 different methods.",
                           "The staff of 3 restaurants met.",
                           "Our team has 40 years of experience.",
                           "We will employ 200 people by 2030."}) {
    CAPTURE(text);
    CHECK(find_size_claims(text).empty());
  }
}
