#include "tests/domain/extract/page_of.hpp"

#include <catch2/catch.hpp>

namespace {

struct written {
  const char* region;
  const char* html;
  const char* street;
  const char* postal_code;
  const char* city;
  const char* country;
};

constexpr written forms[] = {
    {"BR", "Av. Brigadeiro Faria Lima, 2369 - Jardim Paulistano<br>São Paulo - SP, 01452-000",
     "Av. Brigadeiro Faria Lima, 2369", "01452-000", "São Paulo", "BR"},
    {"BR", "Rua Augusta, 1500, sala 12 – Consolação – São Paulo/SP – CEP: 01304-001",
     "Rua Augusta, 1500, sala 12", "01304-001", "São Paulo", "BR"},
    {"BR", "Rua Padre Chagas, 79<br>Moinhos de Vento<br>90570-080 Porto Alegre - RS", "Rua Padre Chagas, 79",
     "90570-080", "Porto Alegre", "BR"},
    {"MX", "Calle Durango 45, Roma Norte, 06700 Ciudad de México, CDMX, México", "Calle Durango 45", "06700",
     "Ciudad de México", "MX"},
    {"MX", "Blvd. Díaz Ordaz 140<br>Monterrey, N.L. 64650", "Blvd. Díaz Ordaz 140", "64650", "Monterrey",
     "MX"},
    {"CA", "825, boul. Lebourgneuf, bureau 130<br>Québec (Québec) G2J 0B9",
     "825, boul. Lebourgneuf, bureau 130", "G2J 0B9", "Québec", "CA"},
    {"AR", "Av. Santa Fe 3253, Piso 5, (C1425BGH) Buenos Aires, Argentina", "Av. Santa Fe 3253, Piso 5",
     "C1425BGH", "Buenos Aires", "AR"},
    {"CL", "Av. Apoquindo 4501, Las Condes, Santiago, Chile", "Av. Apoquindo 4501", "", "Santiago", "CL"},
    {"CO", "Carrera 7 # 71-21, Bogotá, Colombia", "Carrera 7 # 71-21", "", "Bogotá", "CO"},
    {"HU", "1052 Budapest, Váci utca 12.", "Váci utca 12", "1052", "Budapest", "HU"},
    {"TR", "Bağdat Caddesi No: 123/4, 34710 Kadıköy/İstanbul", "Bağdat Caddesi No: 123/4", "34710", "Kadıköy",
     "TR"},
    {"ES", "Paseo de la Castellana, 200. 28046 Madrid. España", "Paseo de la Castellana, 200", "28046",
     "Madrid", "ES"},
    {"ES", "Polígono Industrial Fuente del Jarro, Nave 14<br>46988 Paterna (Valencia)",
     "Polígono Industrial Fuente del Jarro, Nave 14", "46988", "Paterna", "ES"},
    {"IT", "Via G. Garibaldi, 15/B - 20121 Milano (MI)", "Via G. Garibaldi, 15/B", "20121", "Milano", "IT"},
    {"IT", "Loc. Pian di Rocca 12, 58043 Castiglione della Pescaia (GR)", "Loc. Pian di Rocca 12", "58043",
     "Castiglione della Pescaia", "IT"},
    {"FR", "ZI de la Gare, BP 40012, 67541 Ostwald Cedex", "ZI de la Gare, BP 40012", "67541", "Ostwald",
     "FR"},
    {"PT", "Zona Industrial da Maia, Sector X, Lote 12, 4475-249 Maia",
     "Zona Industrial da Maia, Sector X, Lote 12", "4475-249", "Maia", "PT"},
    {"AU", "Unit 3/27 Harbour Drive, Coffs Harbour NSW 2450", "Unit 3/27 Harbour Drive", "2450",
     "Coffs Harbour", "AU"},
    {"NZ", "Level 4, 19 Victoria Street West, Auckland 1010, New Zealand", "Level 4, 19 Victoria Street West",
     "1010", "Auckland", "NZ"},
    {"IE", "12 Fitzwilliam Square South<br>Dublin 2, D02 XY45", "12 Fitzwilliam Square South", "D02 XY45",
     "Dublin 2", "IE"},
    {"IN", "100 Feet Road, Bengaluru, Karnataka 560038", "100 Feet Road", "560038", "Bengaluru", "IN"},
    {"DK", "Vesterbrogade 12, 3. th., 1620 København V", "Vesterbrogade 12, 3. th.", "1620", "København V",
     "DK"},
    {"SE", "Storgatan 5, 2 tr, 114 51 Stockholm", "Storgatan 5, 2 tr", "114 51", "Stockholm", "SE"},
    {"FR", "Retrouvez-nous au 5 rue Victor Hugo, 69002 Lyon", "5 rue Victor Hugo", "69002", "Lyon", "FR"},
    {"FR", "La société dont le siège social est situé 8 bis, rue des Lilas, 35000 Rennes",
     "8 bis, rue des Lilas", "35000", "Rennes", "FR"},
    {"CH", "Wir freuen uns auf Ihren Besuch. Bahnhofstrasse 5, 8001 Zürich", "Bahnhofstrasse 5", "8001",
     "Zürich", "CH"},
    {"LI", "Besuchen Sie uns. Weg 12, 9490 Vaduz", "Weg 12", "9490", "Vaduz", "LI"},
    {"LI", "Wir arbeiten, damit alle froh sind. Im Zentrum 4, 9490 Vaduz", "Im Zentrum 4", "9490", "Vaduz",
     "LI"},
    {"DE", "Prof. Dr. Meier Str. 5, 28213 Bremen", "Prof. Dr. Meier Str. 5", "28213", "Bremen", "DE"},
    {"ES", "Pol. Ind. Norte. Calle Sur 5, 28013 Madrid", "Pol. Ind. Norte. Calle Sur 5", "28013", "Madrid",
     "ES"},
    {"ES", "Nos encontramos en Calle Mayor 5, 28013 Madrid", "Calle Mayor 5", "28013", "Madrid", "ES"},
    {"IT", "Ci trovi in Via Roma 5, 20121 Milano", "Via Roma 5", "20121", "Milano", "IT"},
    {"NL", "U vindt ons aan de Havenweg 88, 3011 AB Rotterdam", "Havenweg 88", "3011 AB", "Rotterdam", "NL"},
    {"DE", "Besuchen Sie uns in der Königstraße 28, 70173 Stuttgart", "Königstraße 28", "70173", "Stuttgart",
     "DE"},
    {"DE", "Sie finden uns am Markt 5, 59557 Lippstadt", "am Markt 5", "59557", "Lippstadt", "DE"},
    {"DE", "An der Alster 1, 20099 Hamburg", "An der Alster 1", "20099", "Hamburg", "DE"},
    {"PT", "Estamos na Rua Augusta 5, 1100-048 Lisboa", "Rua Augusta 5", "1100-048", "Lisboa", "PT"},
    {"PL", "Znajdujemy się przy ul. Długa 5, 00-238 Warszawa", "ul. Długa 5", "00-238", "Warszawa", "PL"},
    {"FR", "12 rue de la Croix au Lin, 59000 Lille", "12 rue de la Croix au Lin", "59000", "Lille", "FR"},
    {"US", "<span>© 2025 Quillwell, Inc.</span><span>548 Market St #62411, San Francisco, CA 94104</span>",
     "548 Market St #62411", "94104", "San Francisco", "US"},
    {"CH", "Muster AG<br>Bahnhofstrasse 12<br>8001 Zürich<br>Schweiz", "Bahnhofstrasse 12", "8001", "Zürich",
     "CH"},
    {"DE", "Hauptstr. 5, D-70173 Stuttgart Tel. 0711 123456", "Hauptstr. 5", "70173", "Stuttgart", "DE"},
    {"AT", "<p>Rathausplatz 1</p><p>1010 Wien</p>", "Rathausplatz 1", "1010", "Wien", "AT"},
    {"LI", "Industriestrasse 4 | FL-9490 Vaduz | Liechtenstein", "Industriestrasse 4", "9490", "Vaduz", "LI"},
    {"FR", "12, rue de la Paix<br>75002 Paris Cedex 02", "12, rue de la Paix", "75002", "Paris", "FR"},
    {"IT", "Via Roma, 1 - 20121 Milano (MI)", "Via Roma, 1", "20121", "Milano", "IT"},
    {"ES", "Rambla Catalunya, 72b 08007 Barcelona", "Rambla Catalunya, 72b", "08007", "Barcelona", "ES"},
    {"NL", "Keizersgracht 12, 1015 CS Amsterdam", "Keizersgracht 12", "1015 CS", "Amsterdam", "NL"},
    {"PL", "ul. Nowa 5/7<br>00-950 Warszawa", "ul. Nowa 5/7", "00-950", "Warszawa", "PL"},
    {"PT", "Rua Augusta 24, 1100-053 Lisboa", "Rua Augusta 24", "1100-053", "Lisboa", "PT"},
    {"GB", "70 Berners Street, London W1T 3NL", "70 Berners Street", "W1T 3NL", "London", "GB"},
    {"US", "928 2nd St., Suite 300B, Sacramento, CA 95814", "928 2nd St., Suite 300B", "95814", "Sacramento",
     "US"},
    {"US", "1430 Tulane Avenue New Orleans, LA 70112", "1430 Tulane Avenue", "70112", "New Orleans", "US"},
    {"ES", "C/ Virgen de la Cabeza, 12, 2.º B, 23009 Jaén", "C/ Virgen de la Cabeza, 12, 2.º B", "23009",
     "Jaén", "ES"},
    {"IT", "Sede legale: Località Pian dei Mori, 8 – 53024 Montalcino (SI)", "Località Pian dei Mori, 8",
     "53024", "Montalcino", "IT"},
    {"IE", "Kincora Road, Lisdoonvarna, Co. Clare, V95 HD70, Ireland", "Kincora Road", "V95 HD70",
     "Lisdoonvarna", "IE"},
    {"BR", "Rua Padre Rolim, 815 – Belo Horizonte/MG – CEP 30130-090", "Rua Padre Rolim, 815", "30130-090",
     "Belo Horizonte", "BR"},
    {"MX", "Av. Lázaro Cárdenas No. 2105<br>C.P. 91190 Xalapa, Veracruz", "Av. Lázaro Cárdenas No. 2105",
     "91190", "Xalapa", "MX"},
    {"BE", "Steenweg op Gent 118 bus 2<br>2000 Antwerpen", "Steenweg op Gent 118 bus 2", "2000", "Antwerpen",
     "BE"},
    {"SE", "Verkstadsgatan 9B<br>753 23 Uppsala", "Verkstadsgatan 9B", "753 23", "Uppsala", "SE"},
    {"GB", "2nd Floor, 14 Bonhill Street<br>London EC2A 4BX", "2nd Floor, 14 Bonhill Street", "EC2A 4BX",
     "London", "GB"},
    {"US", "Building B, 1289 Yi Shan Road<br>Shanghai 200233<br>China", "Building B, 1289 Yi Shan Road",
     "200233", "Shanghai", "CN"},
    {"US", "P.O. Box 12646, Reading, PA 19612", "P.O. Box 12646", "19612", "Reading", "US"},
    {"PL", "Nowak Okna Sp. z o.o. ul. Długa 5/3, 00-238 Warszawa NIP: 123-456-32-18", "ul. Długa 5/3",
     "00-238", "Warszawa", "PL"},
    {"DE", "Muster Bau GmbH Hauptstraße 12, 70173 Stuttgart HRB 12345", "Hauptstraße 12", "70173",
     "Stuttgart", "DE"},
    {"JP", "〒150-0001 東京都渋谷区神宮前1-2-3 山田ビル2F TEL 03-1234-5678", "神宮前1-2-3 山田ビル2F",
     "150-0001", "渋谷区", "JP"},
    {"JP", "株式会社山田<br>〒541-0041<br>大阪府大阪市中央区北浜2丁目3番4号", "北浜2丁目3番4号", "541-0041",
     "大阪市中央区", "JP"},
    {"JP", "〒390-0811 長野県松本市中央1-2-3", "中央1-2-3", "390-0811", "松本市", "JP"},
    {"NL", "Markt 12<br>5211 KM 's-Hertogenbosch", "Markt 12", "5211 KM", "'s-Hertogenbosch", "NL"},
    {"NL", "Dorpsstraat 3, 2514 EA ’s-Gravenhage", "Dorpsstraat 3", "2514 EA", "’s-Gravenhage", "NL"},
    {"NL", "Keinsmerweg 8, 1756 AH 't Zand", "Keinsmerweg 8", "1756 AH", "'t Zand", "NL"},
    {"CA", "439 King Street West, Toronto, ON M5V 1K4", "439 King Street West", "M5V 1K4", "Toronto", "CA"},
};

} // namespace

TEST_CASE("an address is read in the form of its country") {
  for (const auto& form : forms) {
    INFO(form.html);
    leadstream::extract_options options;
    options.region = form.region;
    const auto facts = leadstream::extract(
        page_of("<div>" + std::string(form.html) + "</div>", "https://acme.com/"), options);
    REQUIRE(facts.addresses.size() == 1);
    CHECK(facts.addresses[0].street == form.street);
    CHECK(facts.addresses[0].postal_code == form.postal_code);
    CHECK(facts.addresses[0].city == form.city);
    CHECK(facts.addresses[0].country == form.country);
  }
}

TEST_CASE("numbers before a word are no postcodes") {
  CHECK(facts_of("<p>Im Jahr 2023 Umsatz mit 10000 Kunden und 5000 Mitarbeitern</p>").addresses.empty());
}

TEST_CASE("years, numbers to call and rights are no postcodes") {
  for (const char* text : {"Reservations 01 800 212 0752 From Mexico", "© 2025 Gasthof Sonnblick, Rauris",
                           "Zimmer ab € 89,- pro Person<br>© 2025 Gasthof"}) {
    INFO(text);
    leadstream::extract_options options;
    options.region = "AT";
    CHECK(leadstream::extract(page_of("<p>" + std::string(text) + "</p>", "https://acme.at/"), options)
              .addresses.empty());
  }
}

TEST_CASE("sums of money and towns with their codes are no addresses") {
  const auto [region, text] = GENERATE(table<std::string, std::string>({
      {"CH", "Zürich 8001, 2024, Fr. 1'200.00"},
      {"CH", "Lausanne 1003, 2024 CHF 90.-"},
      {"CH", "Seestrasse 3, 4500 Franken im Monat"},
      {"AT", "Rathausplatz 1, 1200 Euro netto"},
      {"DE", "Hauptstr. 5, 15000 EUR"},
      {"FR", "12 rue de la Paix, 15000 Euros"},
      {"DK", "Vestergade 4, 1500 Kr. om måneden"},
      {"PL", "ul. Nowa 5, 15000 PLN"},
      {"DE", "Berlin 10115, 20095 Hamburg"},
      {"FR", "Lyon 69001, 75002 Paris"},
      {"IT", "REA FI-498712 – Cap. Soc. 10.000"},
      {"IT", "REA PR-231456 – Cap. Soc. 10.000"},
      {"DE", "Artikel 20045-AX, Ring 5, Best.-Nr. 30045-Bx"},
  }));
  CAPTURE(region, text);
  leadstream::extract_options options;
  options.region = region;
  CHECK(leadstream::extract(page_of("<p>" + text + "</p>", "https://acme.com/"), options).addresses.empty());
}

TEST_CASE("a link to a map gives the address that the page itself leaves out") {
  const auto facts = facts_of(
      R"(<html lang="fr"><a href="https://www.google.com/maps/place/8+Rue+Claude+Ramey,+21000+Dijon">Plan</a>)");
  REQUIRE(facts.addresses.size() == 1);
  CHECK(facts.addresses[0].street == "8 Rue Claude Ramey");
  CHECK(facts.addresses[0].city == "Dijon");
}

TEST_CASE("structured data and text give one address once") {
  const auto facts =
      facts_of(R"(<script type="application/ld+json">{"@type":"Hotel","name":"Hotel Muster","address":
    {"@type":"PostalAddress","streetAddress":"Seestrasse 3","postalCode":"6300","addressLocality":"Zug",
     "addressCountry":{"@type":"Country","name":"Switzerland"}}}</script><p>Seestrasse 3, 6300 Zug</p>)");
  REQUIRE(facts.addresses.size() == 1);
  CHECK(facts.addresses[0].country == "CH");
}

TEST_CASE("houses of one street are two addresses, two spellings of a street are one") {
  CHECK(facts_of("<p>Hauptstrasse 12<br>8001 Zürich</p><p>Hauptstrasse 99<br>8001 Zürich</p>")
            .addresses.size() == 2);
  const auto facts = leadstream::extract(
      page_of("<p>4503 West Lovers Lane<br>Dallas, TX 75209</p><p>4503 W. Lovers Lane, Dallas, TX 75209</p>",
              "https://acme.com/"),
      {});
  CHECK(facts.addresses.size() == 1);
}

TEST_CASE("an address without a postcode is read from floor to town") {
  const auto facts = facts_of("<p>2nd Floor, Cluster C, Harbour Mall North Avenue, Quezon City</p>", "PH");
  REQUIRE(facts.addresses.size() == 1);
  CHECK(facts.addresses.front().street == "2nd Floor, Cluster C, Harbour Mall North Avenue");
  CHECK(facts.addresses.front().city == "Quezon City");
  CHECK(facts_of("<p>Unit tests, fast builds, happy people</p>", "US").addresses.empty());
}

TEST_CASE("doors, blocks, signs and districts of many countries are read as they are written") {
  struct written {
    std::string region;
    std::string text;
    std::string street;
    std::string code;
    std::string town;
  };
  const written given = GENERATE(values<written>({
      {"CO", "Calle 93 # 11-26, Oficina 402, Bogotá D.C. 110221", "Calle 93 # 11-26, Oficina 402", "110221",
       "Bogotá D.C."},
      {"CO", "Carrera 43A #1-50, Torre 2, piso 7, Medellín 050021", "Carrera 43A #1-50, Torre 2, piso 7",
       "050021", "Medellín"},
      {"NZ", "41 Hugo Johnston Drive, Penrose, Auckland 1061", "41 Hugo Johnston Drive", "1061", "Auckland"},
      {"ZA", "12 Kloof Street, Gardens, Cape Town 8001", "12 Kloof Street", "8001", "Cape Town"},
      {"ES", "C/ Miguel Servet, 118 bajo<br>50001-Zaragoza", "C/ Miguel Servet, 118 bajo", "50001",
       "Zaragoza"},
      {"ES", "con N.I.F. B03987654 y domicilio social en Avda. de Denia, nº 47, 2º izq., 03013 Alicante",
       "Avda. de Denia, nº 47, 2º izq.", "03013", "Alicante"},
      {"PT", "Rua de São Vicente, 87 R/C Dto.<br>4710-312 Braga", "Rua de São Vicente, 87 R/C Dto.",
       "4710-312", "Braga"},
      {"BR", "Rodovia BR-116, Km 142, nº 8500 – Bairro São Ciro<br>Caxias do Sul – RS – CEP 95059-520",
       "Rodovia BR-116, Km 142, nº 8500", "95059-520", "Caxias do Sul"},
      {"BR", "Av. T-63, 1296, Sala 1804 - St. Bueno, Goiânia - GO, 74230-100", "Av. T-63, 1296, Sala 1804",
       "74230-100", "Goiânia"},
      {"IT", "Vi aspettiamo in via dell’Artigianato, 22 - Loc. Crespellano, 40053 Valsamoggia (BO)",
       "via dell’Artigianato, 22", "40053", "Valsamoggia"},
      {"CL", "Av. Apoquindo 4501, of. 1203, Las Condes, Santiago 7550000, Chile",
       "Av. Apoquindo 4501, of. 1203", "7550000", "Santiago"},
      {"BR", "R. Visconde de Nácar, 1440 - Conj. 305 - Centro, Curitiba - PR, 80410-201",
       "R. Visconde de Nácar, 1440, Conj. 305", "80410-201", "Curitiba"},
      {"FR", "9, allées François-Verdier – 31000 Toulouse", "9, allées François-Verdier", "31000",
       "Toulouse"},
      {"DE", "Q7, 12<br>68161 Mannheim", "Q7, 12", "68161", "Mannheim"},
      {"AT", "Neunkirchner Straße 15/2/8<br>2700 Wr. Neustadt. Tel. 02622 55510",
       "Neunkirchner Straße 15/2/8", "2700", "Wr. Neustadt"},
  }));
  CAPTURE(given.text);
  leadstream::extract_options options;
  options.region = given.region;
  const auto facts = leadstream::extract(page_of("<p>" + given.text + "</p>", "https://acme.com/"), options);
  REQUIRE(facts.addresses.size() == 1);
  CHECK(facts.addresses[0].street == given.street);
  CHECK(facts.addresses[0].postal_code == given.code);
  CHECK(facts.addresses[0].city == given.town);
}
