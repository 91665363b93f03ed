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

TEST_CASE("a year since which something else is so is not that of the founding") {
  for (const char* text : {"Ada has been a patient since 2016.", "Wir sind ISO 9001 zertifiziert seit 2019.",
                           "Frau Muster ist seit 2021 bei uns.", "Notre cliente depuis 2014 raconte."}) {
    INFO(text);
    CHECK(facts_of((std::string("<p>Muster GmbH</p><p>") + text + "</p>").c_str())
              .organization.founding_year.empty());
  }
  for (const char* text :
       {"Seit 1987", "Family business since 1987", "Gegründet 1987", "Tradition seit 1987"}) {
    INFO(text);
    CHECK(
        facts_of((std::string("<p>Muster GmbH</p><p>") + text + "</p>").c_str()).organization.founding_year ==
        "1987");
  }
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

TEST_CASE("an imprint names its owner in a line with the address or behind a label") {
  const auto [region, text, name] = GENERATE(table<std::string, std::string, std::string>({
      {"IT", "Trattoria Lupo S.r.l. - Via Garibaldi 15, 20121 Milano (MI) - Tel. 02 1234567",
       "Trattoria Lupo S.r.l."},
      {"PT", "Padaria Silva, Lda. · Rua Augusta, 24 · 1100-053 Lisboa", "Padaria Silva"},
      {"NL", "De Boer B.V., Keizersgracht 12-II, 1015 CS Amsterdam", "De Boer B.V."},
      {"PL", "Nowak Okna Sp. z o.o. ul. Długa 5/3, 00-238 Warszawa", "Nowak Okna Sp. z o.o."},
      {"ES", "Titular: Talleres Sol S.L., CIF B12345678, Calle Mayor 5, 28013 Madrid", "Talleres Sol S.L."},
      {"AT", "Medieninhaber: Huber Holz GmbH<br>Dorfstraße 7<br>5020 Salzburg", "Huber Holz GmbH"},
      {"FR", "Éditeur : SARL Boulange, 12 rue de la Paix, 75002 Paris", "SARL Boulange"},
      {"SE", "Svensson Bygg AB, Storgatan 12 A, 111 22 Stockholm", "Svensson Bygg AB"},
  }));
  CAPTURE(text);
  leadstream::extract_options options;
  options.region = region;
  CHECK(leadstream::extract(page_of("<h1>Info</h1><p>" + text + "</p>", "https://page.eu/"), options)
            .organization.name == name);
}

TEST_CASE("VAT and registration numbers are read whole in many countries") {
  const auto [text, vat, registration] = GENERATE(table<std::string, std::string, std::string>({
      {"VAT GB123456789, Company No. 01234567", "GB123456789", "01234567"},
      {"VAT Reg. No. GB 123 4567 89", "GB123456789", ""},
      {"TVA FR12123456789 - SIRET 123 456 789 00012", "FR12123456789", "12345678900012"},
      {"N° TVA intracommunautaire : FR12123456789", "FR12123456789", ""},
      {"BTW NL123456789B01, KvK 12345678", "NL123456789B01", "12345678"},
      {"BTW-nummer: NL123456789B01", "NL123456789B01", ""},
      {"MwSt-Nr. CHE-123.456.789", "CHE-123.456.789", ""},
      {"USt-IdNr.: DE123456789, Registergericht München, HRB 12345", "DE123456789", "HRB 12345"},
      {"Org.nr 556123-4567", "", "556123-4567"},
      {"Organisasjonsnummer: 912 345 678", "", "912345678"},
      {"CVR-nr. 12345678", "", "12345678"},
      {"Y-tunnus: 1234567-8", "", "1234567-8"},
  }));
  CAPTURE(text);
  const auto facts = facts_of("<p>" + text + "</p>");
  CHECK(facts.organization.vat_number == vat);
  CHECK(facts.organization.registration_number == registration);
}

TEST_CASE("a profile's page names the company, not the platform that it stands on") {
  const auto named = [](const std::string& url) {
    const auto source =
        page_of("<title>Co 0 | LinkedIn</title><meta property='og:site_name' content='LinkedIn'>"
                "<body>LinkedIn © 2026</body>",
                url);
    return leadstream::extract(source).organization.name;
  };
  CHECK(named("https://www.linkedin.com/company/co-0") == "Co 0");
  CHECK(named("https://about.linkedin.example/") == "LinkedIn");
}

TEST_CASE("the title of a home page begins with the name, that of a page below ends with it") {
  const auto named = [](const std::string& title, const std::string& path) {
    return leadstream::extract(page_of("<title>" + title + "</title>", "https://x.com" + path))
        .organization.name;
  };
  CHECK(named("Muster AG – Ihr Partner für Heizung und Sanitär", "/") == "Muster AG");
  CHECK(named("Joe’s Garage | Best car repair in Leeds", "/") == "Joe’s Garage");
  CHECK(named("Home - Da Mario - Pizzeria in Roma", "/") == "Da Mario");
  CHECK(named("Best car repair in Leeds | Joe's Garage", "/repair") == "Joe's Garage");
  CHECK(named("株式会社サンプル | トップページ", "/") == "株式会社サンプル");
  CHECK(named("404 Not Found", "/").empty());
  CHECK(named("Just a moment...", "/").empty());
}

TEST_CASE("an imprint's legal name may differ from the brand") {
  const auto [url, body, name,
              legal_name] = GENERATE(table<std::string, std::string, std::string, std::string>({
      {"https://www.stahlbau-wegner.de/impressum",
       "<title>Impressum | Stahlbau Wegner</title><h1>Impressum</h1><p>Wegner Stahl- und Metallbau GmbH "
       "&amp; Co. "
       "KG<br>Industriestr. 12<br>59557 Lippstadt</p>",
       "Stahlbau Wegner", "Wegner Stahl- und Metallbau GmbH & Co. KG"},
      {"https://www.trauring-studio.de/impressum",
       "<title>Impressum | Trauring Studio</title><p>GoldArt Vertriebs GmbH<br>Industriestr. 12<br>59557 "
       "Lippstadt</p>",
       "Trauring Studio", "GoldArt Vertriebs GmbH"},
      {"https://www.lefevre-menuiserie.fr/mentions-legales",
       "<title>Mentions légales | Lefèvre Menuiserie</title><p>Le présent site est édité par la société SARL "
       "Menuiserie Martin et Fils, RCS Rennes 482 731 905</p>",
       "Lefèvre Menuiserie", "SARL Menuiserie Martin et Fils"},
      {"https://www.elsol.es/aviso-legal",
       "<title>Aviso legal | El Sol</title><dl><dt>Titular</dt><dd>Talleres Norte S.L.</dd></dl>", "El Sol",
       "Talleres Norte S.L."},
      {"https://www.trauring-studio.de/partner",
       "<title>Partner | Trauring Studio</title><p>GoldArt Vertriebs GmbH<br>Industriestr. 12<br>59557 "
       "Lippstadt</p>",
       "Trauring Studio", ""},
  }));
  CAPTURE(body);
  const auto facts = leadstream::extract(page_of(body, url), {.region = "DE"});
  CHECK(facts.organization.name == name);
  CHECK(facts.organization.legal_name == legal_name);
}

TEST_CASE("what leads to an address and what customers say names no organisation") {
  const auto body =
      GENERATE(as<std::string>{}, "<p>You can find us at</p><p>12 Main St, Boston, MA 02110</p>",
               "<p>Our office is located at<br>12 Main St<br>Boston, MA 02110</p>",
               "<p>Standort Boston</p><p>12 Main St<br>Boston, MA 02110</p>",
               "<p>Redaktionell verantwortlich</p><p>12 Main St<br>Boston, MA 02110</p>",
               "<p>Oakland, CA</p><p>12 Main St<br>Boston, MA 02110</p>",
               "<blockquote>Toll! <p>Bar Tools GmbH</p></blockquote>");
  CAPTURE(body);
  CHECK(facts_of(body).organization.name == "");
}

TEST_CASE("what a page is called names nobody, in any language") {
  for (const char* title : {"Nous contacter", "Join us", "Fale conosco", "Skontaktuj się z nami"}) {
    CAPTURE(title);
    CHECK(
        facts_of(("<title>" + std::string(title) + "</title><p>...</p>").c_str()).organization.name.empty());
  }
  CHECK(facts_of("<title>Join us | Acme Sensors</title><p>...</p>").organization.name == "Acme Sensors");
}

TEST_CASE("the line above a street names a house, not its owner, a profession or a floor") {
  const auto [body, name] = GENERATE(table<std::string, std::string>({
      {"<p>Fahrschule Blitz<br>Inh. Jan Otto<br>Ringstr. 2<br>04109 Leipzig</p>", "Fahrschule Blitz"},
      {"<p>Tina Berg<br>Heilpraktikerin<br>Parkweg 3<br>20095 Hamburg</p>", ""},
      {"<title>Zahnarztpraxis Lux</title><p>Marienplatz 3 (2. OG)<br>80331 München</p>",
       "Zahnarztpraxis Lux"},
      {"<p>Razão social: Maria S. Lopes Ltda - Nome fantasia: Doceria Lua - CNPJ 12.345.678/0001-95</p>",
       "Doceria Lua"},
      {"<p>Site édité par la société Menuiserie Garrigues, SARL au capital de 8 000 euros.</p>"
       "<p>Hébergeur : Wolke Inc., 1 Main Street, San Francisco, CA 94158, USA</p>",
       "Menuiserie Garrigues"},
      {"<h2>Hosting</h2><p>Wolke GmbH<br>Ringstr. 2<br>04109 Leipzig</p>", ""},
      {"<p>Il Titolare del trattamento è Vivai Rossi S.r.l., con sede in Via Po 3, 10100 Torino</p>",
       "Vivai Rossi S.r.l."},
  }));
  CAPTURE(body);
  CHECK(facts_of(body, "DE").organization.name == name);
}
