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
