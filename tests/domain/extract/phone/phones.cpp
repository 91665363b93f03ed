#include "tests/domain/extract/page_of.hpp"

#include <catch2/catch.hpp>

using strings = std::vector<std::string>;

namespace {

strings numbers(const std::vector<leadstream::found_phone>& phones) {
  strings out;
  for (const auto& phone : phones) {
    out.push_back(phone.e164);
  }
  return out;
}

struct written {
  const char* region;
  const char* html;
  const char* number;
};

constexpr written national_forms[] = {
    {"CH", "<p>Tel. 044 668 18 00</p>", "+41446681800"},
    {"CH", "<a href='tel:+41446681800'>call</a>", "+41446681800"},
    {"CH", "<p>+41 (0)44 668 18 00</p>", "+41446681800"},
    {"CH", "<p>0041 44 668 18 00</p>", "+41446681800"},
    {"LI", "<p>T 238 25 64</p>", "+4232382564"},
    {"DE", "<p>Telefon: 0711 / 123456</p>", "+49711123456"},
    {"AT", "<p>Tel: 01/5123456</p>", "+4315123456"},
    {"FR", "<p>Tél : 01.42.68.53.00</p>", "+33142685300"},
    {"IT", "<p>Telefono 06 4880530</p>", "+39064880530"},
    {"ES", "<p>Teléfono: 915 22 14 00</p>", "+34915221400"},
    {"NL", "<p>Telefoon 020 - 624 11 11</p>", "+31206241111"},
    {"PL", "<p>tel. 22 826 02 71</p>", "+48228260271"},
    {"PT", "<p>Telefone: 213 466 721</p>", "+351213466721"},
    {"GB", "<p>Call 020 7946 0018</p>", "+442079460018"},
    {"US", "<p>Phone (312) 867-0110</p>", "+13128670110"},
    {"US", "<p>312-867-0110</p>", "+13128670110"},
    {"", "<p>UK: 07545 025137</p>", "+447545025137"},
};

constexpr const char* no_numbers[] = {
    "<p>UID CHE-123.456.789 MWST</p>",
    "<p>IBAN CH93 0076 2011 6238 5295 7</p>",
    "<p>Handelsregister HRB 044 668 18 00</p>",
    "<p>2026-07-04 und 04.07.2026</p>",
    "<p>Auftragsnummer 2024-10-00317</p>",
    "<p>Preis 1'250.00 CHF, 044668 EUR</p>",
    "<p>47.1410, 9.5209</p>",
    "<p>Mo-Fr 08:00-12:00, 13:30-17:30</p>",
    "<p>192.168.100.200</p>",
};

} // namespace

TEST_CASE("a number is read by the rules of its country") {
  for (const auto& [region, html, number] : national_forms) {
    INFO(html);
    leadstream::extract_options options;
    options.region = region;
    CHECK(numbers(leadstream::extract(page_of(html, "https://acme.com/"), options).phones) ==
          strings{number});
  }
}

TEST_CASE("digits that count something else are no numbers") {
  for (const char* html : no_numbers) {
    INFO(html);
    CHECK(facts_of(html).phones.empty());
  }
}

TEST_CASE("a fax is told from a phone") {
  const auto facts = facts_of("<p>Tel. 044 668 18 00, Fax 044 668 18 01</p><p>F: 044 668 18 02</p>");
  CHECK(numbers(facts.phones) == strings{"+41446681800"});
  CHECK(numbers(facts.faxes) == strings{"+41446681801", "+41446681802"});
}

TEST_CASE("one line may hold several numbers") {
  CHECK(
      numbers(leadstream::extract(page_of("<p>Tél. 01 42 68 53 00 / 01 42 68 53 01</p>", "https://acme.fr/"))
                  .phones) == strings{"+33142685300", "+33142685301"});
}

TEST_CASE("an extension goes with its number") {
  const auto facts = leadstream::extract(page_of("<p>Phone 312-867-0110 ext. 42</p>", "https://acme.us/"));
  REQUIRE(facts.phones.size() == 1);
  CHECK(facts.phones[0].extension == "42");
}

TEST_CASE("letters of the dial stand for digits where America is dialled") {
  leadstream::extract_options options;
  options.region = "US";
  const auto facts = leadstream::extract(page_of("<p>Call 1-800-FLOWERS</p>", "https://acme.com/"), options);
  REQUIRE(facts.phones.size() == 1);
  CHECK(facts.phones[0].e164 == "+18003569377");
}

TEST_CASE("the digits of an address are no number to call") {
  leadstream::extract_options options;
  options.region = "PT";
  const auto facts =
      leadstream::extract(page_of("<p>Rua Direita 27 4050-253 Porto</p>", "https://acme.pt/"), options);
  CHECK(facts.phones.empty());
}

namespace {

struct served {
  const char* what;
  const char* url;
  const char* html;
  strings phones;
  strings faxes;
};

void check_all(const std::vector<served>& pages) {
  for (const auto& [what, url, html, phones, faxes] : pages) {
    INFO(what << ": " << html);
    const auto facts = leadstream::extract(page_of(html, url));
    CHECK(numbers(facts.phones) == phones);
    CHECK(numbers(facts.faxes) == faxes);
  }
}

} // namespace

TEST_CASE("the country of a number is that of its page unless another one is plainly named") {
  check_all({
      {"au", "https://acme.fr/", "<p>Appelez-nous au 02 99 68 41 17</p>", {"+33299684117"}, {}},
      {"at", "https://acme.co.uk/", "<p>Call us at 0161 496 0123</p>", {"+441614960123"}, {}},
      {"at, in Ireland", "https://acme.ie/", "<p>Phone us at 01 661 2345</p>", {"+35316612345"}, {}},
      {"Ph", "https://acme.com.au/", "<p>Ph: (02) 6652 1234</p>", {"+61266521234"}, {}},
      {"Friday", "https://acme.de/", "<p>Fr: 089 3866503</p>", {"+49893866503"}, {}},
      {"in", "https://acme.de/", "<p>uns in 0341 2345678</p>", {"+493412345678"}, {}},
      {"no", "https://acme.it/", "<p>no 030 2681457</p>", {"+390302681457"}, {}},
      {"a department",
       "https://acme.de/",
       "<p>IT: 0341 2345678, PR: 0341 2345679</p>",
       {"+493412345678", "+493412345679"},
       {}},
      {"a restaurant", "https://acme.de/", "<p>Restaurant China 089 3866503</p>", {"+49893866503"}, {}},
      {"a code with a colon", "https://acme.de/", "<p>UK: 020 7946 0018</p>", {"+442079460018"}, {}},
      {"a code before a bracket", "https://acme.de/", "<p>CH (044) 668 18 00</p>", {"+41446681800"}, {}},
      {"a name with a colon", "https://acme.de/", "<p>Schweiz: 044 668 18 00</p>", {"+41446681800"}, {}},
      {"a name on a page of no country",
       "https://acme.com/",
       "<p lang=xx>Schweiz 044 668 18 00</p>",
       {"+41446681800"},
       {}},
  });
}

TEST_CASE("English pages of no country are read as American where the digits are grouped so") {
  check_all({
      {"text", "https://acme.com/", "<html lang=en><p>Call (616) 233-4455</p>", {"+16162334455"}, {}},
      {"no language", "https://acme.org/", "<p>616.233.4455</p>", {"+16162334455"}, {}},
      {"a link", "https://acme.io/", "<html lang=en><a href='tel:6162334456'>Call</a>", {"+16162334456"}, {}},
      {"a town",
       "https://acme.com/",
       "<html lang=en><p>Grand Rapids, MI<br>Call 616-233-4455</p>",
       {"+16162334455"},
       {}},
      {"letters", "https://acme.com/", "<html lang=en><p>1-800-FLOWERS</p>", {"+18003569377"}, {}},
      {"other groups", "https://acme.com/", "<html lang=en><p>Ref 61623 34455, order 6162334455</p>", {}, {}},
      {"German", "https://acme.com/", "<html lang=de><p>616-233-4455</p>", {}, {}},
      {"a host of another country", "https://acme.co.uk/", "<html lang=en><p>616-233-4455</p>", {}, {}},
      {"no town", "https://acme.com/", "<html lang=en><p>Berlin, DE</p><p>Ref 61623 34455</p>", {}, {}},
  });
}

TEST_CASE("the heading of a column says what its digits are") {
  check_all({
      {"people",
       "https://acme.de/",
       "<table><tr><th>Name<th>Phone<th>Fax<tr><td>Ute Klein<td>089 3866503<td>089 3866504"
       "<tr><td>Max Lang<td>089 3866505<td>089 3866506</table>",
       {"+49893866503", "+49893866505"},
       {"+49893866504", "+49893866506"}},
      {"numbers only",
       "https://acme.de/",
       "<table><tr><th>Tel<th>Fax<tr><td>089 3866503<td>089 3866504</table>",
       {"+49893866503"},
       {"+49893866504"}},
      {"a wide cell",
       "https://acme.de/",
       "<table><tr><td colspan=2>Standort<td>Telefax<tr><td>1<td>Mitte<td>089 3866504</table>",
       {},
       {"+49893866504"}},
      {"headings of rows",
       "https://acme.de/",
       "<table><tr><td>Fax<td>089 3866504<tr><td>Tel<td>089 3866503</table>",
       {"+49893866503"},
       {"+49893866504"}},
      {"what the cell says itself",
       "https://acme.de/",
       "<table><tr><td>Ort<td>Fax<tr><td>Mitte<td>Tel. 089 3866503</table>",
       {"+49893866503"},
       {}},
      {"a column of ids",
       "https://acme.de/",
       "<table><tr><th>Name<th>Kundennummer<tr><td>Klein<td>089 3866503</table>",
       {},
       {}},
  });
}

TEST_CASE("a fax is told by an icon, a name or a word of any script") {
  for (const char* html : {
           "<p><i class='fas fa-fax'></i> 089 3866504</p>",
           "<p>Tel. 089 3866503, <i class='icon-fax'></i> 089 3866504</p>",
           "<p><span aria-label=Fax>089 3866504</span></p>",
           "<p><img src=f.png alt=Fax> 089 3866504</p>",
           "<p class='contact fax'>089 3866504</p>",
           "<p><i class='fa fa-fax'></i><a href='tel:0893866504'>089 3866504</a></p>",
           "<div>089 3866504</div><div>Fax</div>",
           "<p>Φαξ 089 3866504</p>",
           "<p>传真：089 3866504</p>",
           "<p>팩스 089 3866504</p>",
           "<p>Факс: 089 3866504</p>",
           "<p>โทรสาร 089 3866504</p>",
           "<p>Telefaxnummer 089 3866504</p>",
       }) {
    INFO(html);
    CHECK(numbers(leadstream::extract(page_of(html, "https://acme.de/")).faxes) == strings{"+49893866504"});
  }
  for (const char* html : {
           "<p><i class='fa fa-phone'></i> 089 3866504</p>",
           "<p><i class='fa fa-fax'></i> Tel. 089 3866504</p>",
           "<p><i class='fa fa-fax'></i> 089 3866503</p><p>Büro 089 3866504</p>",
           "<div>089 3866504</div><div>Fax</div><div>089 3866503</div>",
           "<p class='prefix'>089 3866504</p>",
       }) {
    INFO(html);
    const auto facts = leadstream::extract(page_of(html, "https://acme.de/"));
    CHECK(numbers(facts.phones) == strings{"+49893866504"});
  }
}

TEST_CASE("without a label digits are a number where their country groups them so") {
  check_all({
      {"Danish", "https://acme.dk/", "<p>33 12 45 67</p>", {"+4533124567"}, {}},
      {"Danish, a direct line", "https://acme.dk/", "<p>Direkte: 33 12 45 67</p>", {"+4533124567"}, {}},
      {"Norwegian", "https://acme.no/", "<p>Ring oss på 22 33 44 55</p>", {"+4722334455"}, {}},
      {"Norwegian, a mobile", "https://acme.no/", "<p>Daglig leder – 908 54 321</p>", {"+4790854321"}, {}},
      {"of Hong Kong", "https://acme.hk/", "<p>2525 1234</p>", {"+85225251234"}, {}},
      {"Italian", "https://acme.it/", "<p>348 7712065</p>", {"+393487712065"}, {}},
      {"Italian with a dot", "https://acme.it/", "<p>348.7712065</p>", {"+393487712065"}, {}},
      {"Spanish", "https://acme.es/", "<p>Llámanos: 963241890</p>", {"+34963241890"}, {}},
      {"Indian", "https://acme.in/", "<p>98250 12345</p>", {"+919825012345"}, {}},
      {"hours", "https://acme.dk/", "<p>20.00-22.00</p>", {}, {}},
      {"two years", "https://acme.hk/", "<p>2022 2023</p>", {}, {}},
      {"other groups", "https://acme.dk/", "<p>3312 4567, 331 24 567, 33124567</p>", {}, {}},
      {"other groups in Italy", "https://acme.it/", "<p>34 87712065</p>", {}, {}},
      {"an order", "https://acme.no/", "<p>Ordernr. 908 54 321</p>", {}, {}},
  });
}

TEST_CASE("a labelled mobile may lack the zero before it") {
  check_all({
      {"Indian", "https://acme.in/", "<p>Mob: 98250 12345</p>", {"+919825012345"}, {}},
      {"Indian in one", "https://acme.in/", "<p>Mobile: 9825012345</p>", {"+919825012345"}, {}},
      {"of Buenos Aires", "https://acme.com.ar/", "<p>Cel: 11 5123-4567</p>", {"+541151234567"}, {}},
      {"German", "https://acme.de/", "<p>Mobil: 171 4567890</p>", {"+491714567890"}, {}},
      {"German without a label", "https://acme.de/", "<p>171 456 7890</p>", {}, {}},
      {"German of a town", "https://acme.de/", "<p>Tel. 386 65 03 12</p>", {}, {}},
  });
}

TEST_CASE("numbers of companies are no numbers to call") {
  check_all({
      {"Belgian", "https://acme.be/", "<p>Ondernemingsnr.: BE 0456.789.012</p>", {}, {}},
      {"Belgian in French", "https://acme.be/", "<p>N° d'entreprise : 0456.789.012</p>", {}, {}},
      {"Belgian without a label", "https://acme.be/", "<p>BE 0456.789.012</p>", {}, {}},
      {"Danish", "https://acme.dk/", "<p>CVR-nr. DK-31 24 56 78</p><p>CVR 31 24 56 78</p>", {}, {}},
      {"Norwegian", "https://acme.no/", "<p>Org.nr. 908 54 321</p>", {}, {}},
      {"Australian", "https://acme.com.au/", "<p>ACN 02 6652 1234</p>", {}, {}},
      {"Czech", "https://acme.cz/", "<p>IČO: 257 123 456, DIČ 257 123 456</p>", {}, {}},
      {"Portuguese", "https://acme.pt/", "<p>NIPC 213 466 721</p>", {}, {}},
      {"British", "https://acme.co.uk/", "<p>Charity number 020 7946 0018</p>", {}, {}},
      {"Belgian of a court", "https://acme.be/", "<p>RPR Gent 0478.912.345</p>", {}, {}},
      {"Belgian of a crossroads", "https://acme.be/", "<p>KBO 0478 912 345, BCE 0478.912.345</p>", {}, {}},
      {"Italian", "https://acme.it/", "<p>P.I. 01122330257</p>", {}, {}},
      {"a phone of a company",
       "https://acme.be/",
       "<p>Service entreprise : 02 513 89 40</p>",
       {"+3225138940"},
       {}},
      {"a number of a mobile", "https://acme.de/", "<p>Mobilnummer 0171 4567890</p>", {"+491714567890"}, {}},
      {"a country's letters with a label",
       "https://acme.be/",
       "<p>Tel. BE 02 513 89 40</p>",
       {"+3225138940"},
       {}},
  });
}

TEST_CASE("hours and rows of pages are no numbers, and digits of any script are") {
  for (const char* html :
       {"<p>Öffnungszeiten: Mo-Fr 08.00-12.00 13.30-18.00</p>", "<p>Öppettider 08.00–17.00 10.00–15.00</p>",
        "<p>Mo 0800-1200 1330-1800</p>", "<p>Mon-Fri 0900 - 1730</p>", "<p>0 1 2 3 4 5 6 7 8 9</p>"}) {
    for (const char* region : {"DE", "SE", "FR"}) {
      INFO(region << ": " << html);
      CHECK(numbers(facts_of(html, region).phones).empty());
    }
  }
  CHECK(numbers(facts_of("<p>هاتف: ٠٤ ٣٣١ ١١١١</p>", "AE").phones) == strings{"+97143311111"});
  CHECK(numbers(facts_of("<p>تلفن: ۰۲۱-۸۸۷۷۶۶۵۵</p>", "IR").phones) == strings{"+982188776655"});
}

TEST_CASE("given a label in front, then a fax that is spoken of behind does not take the number") {
  const auto facts =
      facts_of("<p>Telefon: 089 1234560 (Fax auf Anfrage)</p>"
               "<p>Phone (0)89 386650, fax available on request</p><p>Tel. 089 386655 (Fax)</p>"
               "<p>Phone 089 386656 Fax</p>",
               "DE");
  CHECK(numbers(facts.phones) == strings{"+49891234560", "+4989386650"});
  CHECK(numbers(facts.faxes) == strings{"+4989386655", "+4989386656"});
}

TEST_CASE("of two numbers in a row the word behind names the last") {
  const auto facts = facts_of("<p>Tel 91 542 10 10 - 91 542 10 11 (fax)</p>", "ES");
  CHECK(numbers(facts.phones) == strings{"+34915421010"});
  CHECK(numbers(facts.faxes) == strings{"+34915421011"});
}

TEST_CASE("apostrophes part the digits of a number, not those of a price") {
  CHECK(numbers(facts_of("<p>Natel 079'333'44'55</p>", "CH").phones) == strings{"+41793334455"});
  CHECK(facts_of("<p>Umsatz 1'250'000 Franken, Tel. intern</p>", "CH").phones.empty());
}

TEST_CASE("a card tells a fax by its type in any language") {
  const auto card = [](const std::string& type) {
    return "<div class=vcard><b class='fn org'>Korn</b><div class=tel><span class=type>" + type +
           "</span> <span class=value>+48 12 433 94 28</span></div></div>";
  };
  for (const char* type : {"Faks", "Fax", "Télécopie", "work fax"}) {
    INFO(type);
    const auto facts = leadstream::extract(page_of(card(type), "https://korn.pl/"));
    CHECK(numbers(facts.faxes) == strings{"+48124339428"});
    CHECK(facts.phones.empty());
  }
  CHECK(numbers(leadstream::extract(page_of(card("Telefon"), "https://korn.pl/")).phones) ==
        strings{"+48124339428"});
}

TEST_CASE("a number in groups as addresses of machines have is one when it begins with the trunk's zero") {
  CHECK(numbers(facts_of("<p>tel. 011.555.01.88 r.a.</p>", "IT").phones) == strings{"+390115550188"});
  CHECK(facts_of("<p>Server 10.255.101.188</p>", "IT").phones.empty());
}
