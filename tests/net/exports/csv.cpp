#include "net/exports/csv.hpp"

#include "domain/sources/import_reader.hpp"
#include "net/exports/encoder.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::exports;

TEST_CASE("cells are quoted where they must be and no spreadsheet takes them for a formula") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"plain", "plain"},
      {"", ""},
      {"a,b", "\"a,b\""},
      {"say \"hi\"", R"("say ""hi""")"},
      {"two\nlines", "\"two\nlines\""},
      {"a;=1", "\"a;=1\""},
      {"=1+1", "'=1+1"},
      {"+4232390101", "'+4232390101"},
      {"-1", "'-1"},
      {"@SUM(A1)", "'@SUM(A1)"},
      {"\tx", "\"'\tx\""},
      {"\rx", "\"'\rx\""},
      {"＝1", "'＝1"},
      {"  =1", "'  =1"},
      {"\"=1\"", R"("'""=1""")"},
      {";=1", "\"';=1\""},
      {"=cmd|'/c calc'!A1", "'=cmd|'/c calc'!A1"},
      {"Müller & Söhne", "Müller & Söhne"},
      {"a - b", "a - b"},
  };
  for (const auto& [text, expected] : cases) {
    std::string cell;
    append_cell(cell, text);
    CHECK(cell == expected);
  }
}

TEST_CASE("columns are found by the name of the field or of the header") {
  CHECK(find_column("score") == find_column("lead_score"));
  CHECK(find_column("name")->header == "company_name");
  CHECK(find_column("Name") == nullptr);
}

namespace {

std::string file_of(const file_options& options, const std::vector<lead_row>& rows) {
  const auto made = make_encoder(options);
  std::string out;
  made->begin(out);
  for (const lead_row& row : rows) {
    made->append(out, row);
  }
  while (!made->finish(out)) {
  }
  return out;
}

lead_row some_lead() {
  lead_row row;
  row.id = *parse_uuid("0190a0a0-0000-7000-8000-000000000001");
  row.company_name = "Muster; Söhne, AG";
  row.email = "info@muster.example";
  row.lead_score = 64;
  row.updated_at = *parse_rfc3339("2026-11-22T10:00:09Z");
  row.contacts = {{{}, "Ada Muster", "Owner", "ada@muster.example", "+4232390101", "", true, 0.5, {}},
                  {{}, "", "", "info@muster.example", "", "", false, 0.9, {}}};
  row.provenance = {{"contact.email", "info@muster.example", "website", "https://muster.example/",
                     *parse_rfc3339("2026-11-22T10:00:00Z"), "mailto", 1}};
  return row;
}

} // namespace

TEST_CASE("numbers are numbers, even negative ones") {
  lead_row row;
  row.location.has_point = true;
  row.location.latitude = -33.5;
  CHECK(file_of(
            {format::csv, {find_column("latitude"), find_column("score"), find_column("size")}, false, false},
            {row}) == "latitude,lead_score,size_category\r\n-33.5,0,\r\n");
}

TEST_CASE("what people noted of a lead has columns") {
  lead_row row = some_lead();
  row.status = lead_status::contacted;
  row.tags = {"fair", "spring"};
  row.owner = "ada";
  CHECK(
      file_of({format::csv, {find_column("status"), find_column("tags"), find_column("owner")}, false, false},
              {row}) == "status,tags,owner\r\ncontacted,\"fair, spring\",ada\r\n");
}

TEST_CASE("what is known of how a lead does has columns, which no spreadsheet takes for a formula") {
  // given
  lead_row row = some_lead();
  row.intelligence = {{"=cmd|'/c calc'!A1", "Hires: 3 open jobs"}, {"Shopify", "Google Analytics"}, {}};
  const std::vector<const column*> chosen{find_column("technologies"), find_column("signals"),
                                          find_column("pain_points")};

  // when
  const std::string table = file_of({format::csv, chosen, false, false}, {row});
  const std::string lines = file_of({format::jsonl, chosen, false, false}, {row});

  // then
  CHECK(table == "technology_stack,growth_signals,pain_points\r\n"
                 "\"Shopify; Google Analytics\",\"'=cmd|'/c calc'!A1; Hires: 3 open jobs\",\r\n");
  CHECK(lines == R"({"technology_stack":"Shopify; Google Analytics","growth_signals":"=cmd|'/c calc'!A1; )"
                 "Hires: 3 open jobs\",\"pain_points\":null}\n");
  CHECK(any_shows(chosen, column::part::intelligence));
  CHECK_FALSE(any_shows({find_column("name")}, column::part::intelligence));
}

TEST_CASE("a file of contacts has a line for each, and one for a lead without any") {
  lead_row lonely;
  lonely.company_name = "Lonely";
  CHECK(file_of({format::csv,
                 {find_column("name"), find_column("contact_name"), find_column("contact_phone")},
                 true,
                 false},
                {some_lead(), lonely}) == "company_name,contact_name,contact_phone\r\n"
                                          "\"Muster; Söhne, AG\",Ada Muster,'+4232390101\r\n"
                                          "\"Muster; Söhne, AG\",,\r\nLonely,,\r\n");
}

TEST_CASE("provenance follows the value it is of") {
  CHECK(file_of({format::csv, {find_column("email"), find_column("score")}, false, true}, {some_lead()}) ==
        "email,email_source,email_url,email_seen_at,lead_score\r\n"
        "info@muster.example,website,https://muster.example/,2026-11-22T10:00:00.000Z,64\r\n");
}

TEST_CASE("JSON Lines show chosen members, or the lead as the API does") {
  CHECK(file_of(
            {format::jsonl, {find_column("name"), find_column("score"), find_column("phone")}, false, false},
            {some_lead()}) == R"({"company_name":"Muster; Söhne, AG","lead_score":64,"phone":null})"
                              "\n");
  const std::string whole = file_of({format::jsonl, {}, true, true}, {some_lead()});
  CHECK(whole.find(R"("contacts":[{"name":"Ada Muster")") != std::string::npos);
  CHECK(whole.find(R"("provenance":[{"field":"contact.email")") != std::string::npos);
  CHECK(whole.ends_with("}\n"));
}

TEST_CASE("vCards are escaped, folded and one for each company and named person") {
  const std::string cards = file_of({format::vcard, {}, true, false}, {some_lead()});
  CHECK(cards.find("FN:Muster\\; Söhne\\, AG\r\n") != std::string::npos);
  CHECK(cards.find("TEL;VALUE=uri;TYPE=\"work,voice\":tel:+4232390101\r\n") != std::string::npos);
  CHECK(cards.find("REV:20261122T100009Z\r\n") != std::string::npos);
  CHECK(cards.find("FN:Ada Muster\r\nN:Muster;Ada;;;\r\n") != std::string::npos);
  std::size_t people = 0;
  for (auto at = cards.find("BEGIN:VCARD"); at != std::string::npos; at = cards.find("BEGIN:VCARD", at + 1)) {
    ++people;
  }
  CHECK(people == 2);
  for (std::size_t start = 0; start < cards.size();) {
    const std::size_t end = cards.find("\r\n", start);
    CHECK(end - start <= 75);
    start = end + 2;
  }
}

TEST_CASE("a workbook is a zip file") {
  const std::string book =
      file_of({format::xlsx, {find_column("name"), find_column("score")}, false, true}, {some_lead()});
  CHECK(book.starts_with("PK\x03\x04"));
  CHECK(book.size() > 2'000);
}

TEST_CASE("given an export of all columns, when it is imported, then every value is what it was") {
  lead_row row = some_lead();
  row.company_name = "=Formel+Söhne";
  row.phone = "+4232390101";
  row.website = "https://muster.example";
  row.industry = "dentist";
  row.size = size_category::s51_200;
  row.description = "-20 % on all, \"now\"\n@home";
  row.location.street = "'s-Gravenweg 1";
  row.location.city = "@Vaduz";
  row.location.postal_code = "9490";
  row.location.country = "LI";
  row.location.has_point = true;
  row.location.latitude = -33.5;
  row.location.longitude = 9.25;
  std::vector<const column*> every;
  for (const column& one : columns()) {
    if (one.shows == column::part::lead) {
      every.push_back(&one);
    }
  }

  const auto reader = sources::make_import_reader({});
  std::vector<sources::import_row> rows;
  const auto keep = [&](sources::import_row read) { rows.push_back(std::move(read)); };
  REQUIRE_FALSE(reader->feed(file_of({format::csv, every, false, false}, {row}), keep));
  REQUIRE_FALSE(reader->finish(keep));

  REQUIRE(rows.size() == 1);
  const findings& raw = rows[0].seen.raw;
  CHECK(raw.first(field::name) == row.company_name);
  CHECK(raw.first(field::phone) == row.phone);
  CHECK(raw.first(field::email) == row.email);
  CHECK(raw.first(field::website) == row.website);
  CHECK(raw.first(field::industry) == row.industry);
  CHECK(raw.first(field::employee_count) == to_string(*row.size));
  CHECK(raw.first(field::description) == row.description);
  REQUIRE(raw.places.size() == 1);
  CHECK(raw.places[0].street == row.location.street);
  CHECK(raw.places[0].city == row.location.city);
  CHECK(raw.places[0].postal_code == row.location.postal_code);
  CHECK(raw.places[0].country == row.location.country);
  CHECK(raw.places[0].latitude == row.location.latitude);
  CHECK(raw.places[0].longitude == row.location.longitude);
}
