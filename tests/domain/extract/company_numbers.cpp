#include "domain/extract/company_numbers.hpp"

#include <catch2/catch.hpp>

using leadstream::extraction::find_company_numbers;

TEST_CASE("VAT and registration numbers are known by their countries' forms behind any label") {
  const auto [text, vat, registration] = GENERATE(table<std::string, std::string, std::string>({
      {"Umsatzsteuer-Identifikationsnummer gemäß § 27 a Umsatzsteuergesetz: DE126483917", "DE126483917", ""},
      {"Umsatzsteuer-Identifikationsnummer\nDE 126 483 917", "DE126483917", ""},
      {"USt.-Ident.-Nr.: DE 123456789, Registernummer: HRB 12345 B", "DE123456789", "HRB 12345 B"},
      {"Umsatzsteuer-ID DE123456789\tHRA-Nr. 4711, Amtsgericht Köln", "DE123456789", "HRA 4711"},
      {"UID-Nr.: ATU61234567, Firmenbuchnummer: FN 123456a", "ATU61234567", "FN 123456 a"},
      {"CHE-112.345.678 MWST", "CHE-112.345.678 MWST", ""},
      {"IDE : CHE 109 876 543", "CHE-109.876.543", ""},
      {"VAT No. IE9876543V, CRO 456789", "IE9876543V", "456789"},
      {"Registered in England & Wales No. OC312345. VAT registration number GB 123 4567 82.", "GB123456782",
       "OC312345"},
      {"Registered in Scotland SC123456, VAT 123 4567 82", "123456782", "SC123456"},
      {"SIRET 482 731 905 00024 - TVA intracommunautaire FR 45 482 731 905", "FR45482731905",
       "48273190500024"},
      {"TVA : LU 12345678, RCS Luxembourg B 98765", "LU12345678", "B98765"},
      {"BTW-nr. NL8123.45.678.B01, KvK-nummer: 24312345", "NL812345678B01", "24312345"},
      {"btw-id: 812345678 B01", "812345678B01", ""},
      {"Ondernemingsnr.: BE 0456.789.012", "BE0456789012", ""},
      {"N° d'entreprise : 0456.789.012", "", "0456789012"},
      {"C.I.F.: B-83214567", "B83214567", ""},
      {"NIF 12345678Z", "12345678Z", ""},
      {"P.IVA / C.F. 03456780987 - R.E.A. BS - 512345", "03456780987", "BS512345"},
      {"Partita IVA e Codice Fiscale: IT03456780987", "IT03456780987", ""},
      {"IČO: 31 123 456, IČ DPH: SK2020123456", "SK2020123456", "31123456"},
      {"CNPJ: 12.345.678/0001-95", "", "12345678000195"},
      {"ABN 51 824 753 556", "", "51824753556"},
      {"NO 987 654 321 MVA", "NO987654321MVA", ""},
      {"Momsreg.nr SE556789123401, Org.nr: 556789-1234", "SE556789123401", "556789-1234"},
      {"CVR-nr. DK-31 24 56 78", "DK31245678", ""},
      {"ALV-numero FI12345678, Y-tunnus 1234567-8", "FI12345678", "1234567-8"},
      {"Adószám: 12345678-2-41, Cégjegyzékszám: 01-09-123456", "12345678-2-41", "01-09-123456"},
      {"CUI: RO12345678, J40/1234/2010", "RO12345678", "J40/1234/2010"},
      {"GSTIN: 27AAPFU0939F1ZV", "27AAPFU0939F1ZV", ""},
  }));
  CAPTURE(text);
  const auto numbers = find_company_numbers(text);
  CHECK(numbers.vat == vat);
  CHECK(numbers.registration == registration);
}

TEST_CASE("numbers of telephones, banks and people are none of a company") {
  const std::string text = GENERATE(
      as<std::string>{}, "Tel. 089 123456789", "IBAN DE89 3704 0044 0532 0130 00",
      "Steuernummer: 133/8150/8159", "Prices incl. VAT. Call us: 020 7946 0018", "CPF 123.456.789-09",
      "Registered charity 1098765", "DE123456789", "USt-IdNr. auf Anfrage, Telefon 0221 123456789",
      "specific 12345678Z", "Registered in 1998, 1200 members", "BTW NL8123.45.678.B01234",
      "Codice Fiscale RSSMRA80A01H501U");
  CAPTURE(text);
  const auto numbers = find_company_numbers(text);
  CHECK(numbers.vat.empty());
  CHECK(numbers.registration.empty());
}
