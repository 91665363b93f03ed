#include "tests/domain/extract/page_of.hpp"

#include <catch2/catch.hpp>

TEST_CASE("the name is what title, copyright and host agree on") {
  const auto facts = facts_of(
      "<title>Kontakt | Acme Treuhand</title><p>Acme Treuhand AG</p><p>© 2020-2026 Acme Treuhand AG. "
      "Alle Rechte vorbehalten.</p>");
  CHECK(facts.organization.name == "Acme Treuhand");
  CHECK(facts.organization.legal_name == "Acme Treuhand AG");
}

TEST_CASE("structured data say most") {
  const auto facts = facts_of(
      R"(<title>Willkommen</title><script type="application/ld+json">{"@context":"https://schema.org",
    "@graph":[{"@type":"WebSite","name":"acme.ch","publisher":{"@id":"#o"}},
    {"@type":["Dentist","LocalBusiness"],"@id":"#o","name":"Praxis Acme","legalName":"Acme Zahn AG","vatID":"CHE-123.456.789",
     "foundingDate":"1987-05-01","numberOfEmployees":{"@type":"QuantitativeValue","minValue":11,"maxValue":50},
     "openingHours":"Mo-Fr 08:00-17:00","logo":"/logo.svg","telephone":"044 668 18 00"}]}</script>)");
  CHECK(facts.organization.name == "Praxis Acme");
  CHECK(facts.organization.legal_name == "Acme Zahn AG");
  CHECK(facts.organization.vat_number == "CHE-123.456.789");
  CHECK(facts.organization.founding_year == "1987");
  CHECK(facts.organization.employee_count == "11-50");
  CHECK(facts.organization.opening_hours == std::vector<std::string>{"Mo-Fr 08:00-17:00"});
  CHECK(facts.organization.logo == "https://www.acme.ch/logo.svg");
  CHECK(facts.phones.size() == 1);
}

TEST_CASE("an imprint gives its numbers") {
  const auto facts =
      facts_of("<p>Muster GmbH</p><p>Handelsregister: HRB 12345</p><p>USt-IdNr.: DE123456789</p>"
               "<p>Gegründet 1987</p>");
  CHECK(facts.organization.registration_number == "HRB 12345");
  CHECK(facts.organization.vat_number == "DE123456789");
  CHECK(facts.organization.founding_year == "1987");
}

TEST_CASE("a copyright line ends with the legal form, and a menu's own names nobody") {
  const auto facts =
      facts_of("<title>Locations | Pinecrest Heating</title><p>© 1987-2026 Pinecrest Heating, LLC. "
               "License 29811 Yelp</p><p>Copyright 2013 Sliding jQuery Menus</p>");
  CHECK(facts.organization.name == "Pinecrest Heating");
  CHECK(facts.organization.legal_name == "Pinecrest Heating, LLC");
}

TEST_CASE("a host is written without accents, the name with them") {
  const auto facts =
      leadstream::extract(page_of("<title>Contactos • Clínica da Ribeira</title><p>Contactos</p>",
                                  "https://clinicadaribeira.pt/"),
                          {});
  CHECK(facts.organization.name == "Clínica da Ribeira");
}
