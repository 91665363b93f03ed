#include "domain/sources/import_reader.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::sources;

namespace {

struct outcome {
  std::vector<import_row> rows;
  std::optional<error> problem;
};

/// Feeds the text in pieces of that size.
outcome read(const std::string& text, import_options options, std::size_t piece) {
  outcome all;
  const auto reader = make_import_reader(options);
  const auto keep = [&](import_row row) { all.rows.push_back(std::move(row)); };
  for (std::size_t i = 0; i < text.size() && !all.problem; i += piece) {
    all.problem = reader->feed(std::string_view(text).substr(i, piece), keep);
  }
  if (!all.problem) {
    all.problem = reader->finish(keep);
  }
  return all;
}

import_options csv(std::map<std::string, std::string> columns = {}) {
  import_options options;
  options.columns = std::move(columns);
  options.file = "companies.csv";
  return options;
}

import_options json_form() {
  import_options options;
  options.format = import_format::json;
  return options;
}

const std::string& first(const import_row& row, field what) {
  return row.seen.raw.first(what);
}

} // namespace

TEST_CASE("given a CSV with usual headers, when read in any pieces, then rows become observations") {
  const std::string text = "\xEF\xBB\xBFname;Website;PLZ;Ort;telefon;colour\r\n"
                           "\"Müller; Söhne \"\"AG\"\"\";mueller.example;9490;Vaduz;232 11 22;red\r\n"
                           "\r\n"
                           ";;;;;\r\n"
                           "Zweite GmbH;;8001;Zürich;;blue";
  for (const std::size_t piece : {1U, 7U, 1000U}) {
    const auto all = read(text, csv(), piece);
    REQUIRE_FALSE(all.problem);
    REQUIRE(all.rows.size() == 3);
    CHECK(first(all.rows[0], field::name) == "Müller; Söhne \"AG\"");
    CHECK(first(all.rows[0], field::website) == "mueller.example");
    CHECK(all.rows[0].seen.raw.places.at(0).postal_code == "9490");
    CHECK(all.rows[0].number == 2);
    CHECK(all.rows[1].problem == "it names no company");
    CHECK(all.rows[2].number == 5);
    CHECK(first(all.rows[2], field::name) == "Zweite GmbH");
  }
}

TEST_CASE("given a mapping, when the header has such columns, then they are used") {
  const auto all = read("a,b\nPraxis,praxis.example\n", csv({{"name", "a"}, {"website", "b"}}), 100);
  REQUIRE(all.rows.size() == 1);
  CHECK(first(all.rows[0], field::name) == "Praxis");
  CHECK(first(all.rows[0], field::website) == "praxis.example");
}

TEST_CASE("given several headers for one column, then that of its own name counts, else the first") {
  const auto all = read("company,category,Industry,telephone,tel\nA,hot,dentist,1,2\n", csv(), 100);
  REQUIRE(all.rows.size() == 1);
  CHECK(first(all.rows[0], field::industry) == "dentist");
  CHECK(first(all.rows[0], field::phone) == "1");
}

TEST_CASE("given coordinates that are none, then they are noted and the row is good") {
  const auto all = read("name,lat,lon\nA,north,200\nB,47.1,9.5\n", csv(), 100);
  REQUIRE(all.rows.size() == 2);
  CHECK(all.rows[0].problem.empty());
  CHECK(all.rows[0].seen.raw.places.empty());
  REQUIRE(all.rows[0].seen.rejected.size() == 2);
  CHECK(all.rows[0].seen.rejected[1] ==
        rejection{"longitude", "200", "It is no number of degrees up to 180."});
  CHECK(all.rows[1].seen.rejected.empty());
}

TEST_CASE("given a CSV as Excel saves it, when read in any pieces, then its letters are whole") {
  const std::string western = "sep=;\r\nFirma;Ort\r\nB\xE4"
                              "cker Gr\xF6\xDF"
                              "e;K\xF6ln\r\n";
  const std::string utf8 = "Firma;Ort\nBäcker Größe;Köln\n";
  std::string wide = "\xFF\xFE";
  for (const char16_t unit : std::u16string(u"Firma;Ort\nBäcker Größe;Köln")) {
    wide += {static_cast<char>(unit & 0xFF), static_cast<char>(unit >> 8)};
  }
  for (const std::string& text : {western, utf8, wide}) {
    for (const std::size_t piece : {1U, 5U, 1000U}) {
      const auto all = read(text, csv(), piece);
      REQUIRE_FALSE(all.problem);
      REQUIRE(all.rows.size() == 1);
      CHECK(first(all.rows[0], field::name) == "Bäcker Größe");
      CHECK(all.rows[0].seen.raw.places.at(0).city == "Köln");
      CHECK(all.rows[0].number == (text == western ? 3 : 2));
    }
  }
}

TEST_CASE("files that are no imports are refused with what to do") {
  CHECK(read("a,b\n1,2\n", csv(), 100).problem->message.find("map name=HEADER") != std::string::npos);
  CHECK(read("name\nx\n", csv({{"phone", "Tel"}}), 100).problem->message.find("Tel") != std::string::npos);
  CHECK(read("name\n\"never ends\n", csv(), 100).problem->message.find("line 2") != std::string::npos);
  CHECK(read("name;city\n", json_form(), 100).problem.has_value());
  CHECK(read("]", json_form(), 100).problem.has_value());
}

TEST_CASE("given a list of domains, when read, then each is a company with a provisional name") {
  const auto all = read("rhein-dental.example.com\nhttps://www.praxis.ch/\nxn--brgi-haus-q9a.ch\n", csv(), 5);
  REQUIRE(all.rows.size() == 3);
  CHECK(first(all.rows[0], field::website) == "rhein-dental.example.com");
  CHECK(first(all.rows[1], field::name) == "Praxis");
  CHECK(first(all.rows[2], field::name) == "Bürgi haus");
  CHECK(all.rows[1].seen.raw.facts[0].confidence < 0.5);
}

TEST_CASE("given a list with hosts that are no domains, when read, then those name no company") {
  const auto all = read("praxis.ch\nhttp://127.0.0.1/\nhttp://localhost/\nhttp://[::1]/\n", csv(), 5);
  REQUIRE(all.rows.size() == 4);
  CHECK(all.rows[0].problem.empty());
  for (std::size_t i = 1; i < all.rows.size(); ++i) {
    CHECK(all.rows[i].problem == "it names no company");
  }
}

TEST_CASE("given a row with more cells than the header, when read, then it is refused, not shifted") {
  const auto all = read("name,city\nMüller, Söhne AG,Vaduz\nPraxis,Bern,,\n", csv(), 100);
  REQUIRE(all.rows.size() == 2);
  CHECK(all.rows[0].number == 2);
  CHECK(all.rows[0].problem.find("3 cells, the header 2") != std::string::npos);
  CHECK(all.rows[1].problem.empty());
}

TEST_CASE("given JSON lines that are no objects, when read, then each is refused with its number") {
  const auto all = read("{\"name\":\"A\"}\n[1,2]\n\"str\"\n{\"name\":\"B\"}\n", json_form(), 100);
  REQUIRE(all.rows.size() == 4);
  CHECK(all.rows[1].number == 2);
  CHECK_FALSE(all.rows[1].problem.empty());
  CHECK(all.rows[2].number == 3);
  CHECK_FALSE(all.rows[2].problem.empty());
  CHECK(first(all.rows[3], field::name) == "B");
}

TEST_CASE("given Overture places as JSON lines or GeoJSON, when read in any pieces, then they are the same") {
  const std::string feature =
      R"({"type":"Feature","id":"08f","geometry":{"type":"Point","coordinates":[9.52,47.14]},"properties":{)"
      R"("names":{"primary":"Praxis {am} \"Platz\""},"confidence":0.93,"taxonomy":{"primary":"dentist"},)"
      R"("websites":["http://praxis.example"],"phones":["+4232321122"],"socials":["https://facebook.com/praxis"],)"
      R"("addresses":[{"freeform":"Platz 1","locality":"Vaduz","postcode":"9490","country":"LI"}],)"
      R"("sources":[{"dataset":"meta"},{"dataset":"msft"}],"operating_status":"open"}})";
  const std::string closed =
      R"({"id":"x","names":{"primary":"Gone"},"operating_status":"permanently_closed"})";
  for (const std::string& text :
       {feature + "\n" + closed + "\n",
        R"({"type":"FeatureCollection","features":[)" + feature + ", " + closed + "]}",
        "[" + feature + "," + closed + "]"}) {
    for (const std::size_t piece : {1U, 13U, 5000U}) {
      const auto all = read(text, json_form(), piece);
      REQUIRE_FALSE(all.problem);
      REQUIRE(all.rows.size() == 2);
      const observation& seen = all.rows[0].seen;
      CHECK(seen.source == "overture");
      CHECK(seen.record_id == "08f");
      CHECK(seen.raw.first(field::name) == "Praxis {am} \"Platz\"");
      CHECK(seen.raw.first(field::industry) == "dentist");
      CHECK(seen.raw.facts[0].confidence == Approx(0.93));
      CHECK(seen.raw.facts[0].detail == "meta,msft");
      CHECK(seen.raw.places.at(0).latitude == Approx(47.14));
      CHECK(all.rows[1].problem.find("closed") != std::string::npos);
    }
  }
}

TEST_CASE("given a feature of All the Places, when read, then its tags are understood") {
  const auto all =
      read(R"({"type":"Feature","id":"abc","properties":{"ref":"12","@spider":"spar_no","brand":"SPAR",)"
           R"("addr:street_address":"Storgata 1","addr:city":"Oslo","addr:country":"NO",)"
           R"("phone":"+47 22 33 44 55","shop":"supermarket"},"geometry":null})",
           json_form(), 64);
  REQUIRE(all.rows.size() == 1);
  CHECK(all.rows[0].seen.source == "all_the_places");
  CHECK(first(all.rows[0], field::name) == "SPAR");
  CHECK(first(all.rows[0], field::industry) == "supermarket");
  CHECK(all.rows[0].seen.raw.places.at(0).street == "Storgata 1");
}

TEST_CASE("given a broken record, when the file goes on, then it costs itself alone") {
  const auto all = read("{\"name\":\"A\"}\n{\"name\":oops}\n{\"name\":\"B\"}\n", json_form(), 3);
  REQUIRE(all.rows.size() == 3);
  CHECK_FALSE(all.rows[1].problem.empty());
  CHECK(all.rows[1].number == 2);
  CHECK(first(all.rows[2], field::name) == "B");
}

TEST_CASE("given records that are cut off, when read in any pieces, then nothing else is lost") {
  struct cut {
    std::string text;
    std::vector<std::uint64_t> refused;
    std::vector<std::string> names;
  };
  const std::vector<cut> cuts{
      {"{\"name\":\"A\"}\n{\"name\":\"cut\n{\"name\":\"B\"}\n", {2}, {"A", "B"}},
      {"{\"name\":\"A\"}\n{\"name\":\"x\",\"city\":\n{\"name\":\"B\"}\n{\"name\":\"C\"}\n",
       {2},
       {"A", "B", "C"}},
      {"{\"tags\":[\n{\"name\":\"B\"}\n{\"name\":\"C\"}\n", {1}, {"B", "C"}},
      {"{\"name\":\"A\"}}\n{\"name\":\"B\"}\nme\":\"x\"}\n{\"name\":\"C\"}\n", {1, 3}, {"A", "B", "C"}},
      {"{\"name\":\"A\"}\n{\"name\":\"at the en", {2}, {"A"}},
      {"[\n  {\n    \"name\": \"A\",\n    \"list\": [\n      {\n  {\n    \"name\": \"B\"\n  }\n]\n",
       {2},
       {"B"}},
      {"{\"type\":\"FeatureCollection\",\"features\":[\n{\"geometry\":{\"coordinates\":[\n"
       "{\"properties\":{\"name\":\"B\"}},\n{\"properties\":{\"name\":\"C\"}}\n]}\n",
       {2},
       {"B", "C"}}};
  for (const cut& one : cuts) {
    for (const std::size_t piece : {1U, 7U, 1000U}) {
      const auto all = read(one.text, json_form(), piece);
      INFO(one.text);
      CHECK_FALSE(all.problem);
      std::vector<std::uint64_t> refused;
      std::vector<std::string> names;
      for (const import_row& row : all.rows) {
        row.problem.empty() ? names.push_back(first(row, field::name)) : refused.push_back(row.number);
      }
      CHECK(refused == one.refused);
      CHECK(names == one.names);
    }
  }
}

TEST_CASE("given many records without an end, then each costs its own line alone and little time") {
  std::string text;
  for (int i = 0; i < 20'000; ++i) {
    text += "{\"a\":[\n";
  }
  const auto all = read(text + "{\"name\":\"B\"}\n", json_form(), 4096);
  REQUIRE(all.rows.size() == 20'001);
  CHECK(all.rows[19'999].number == 20'000);
  CHECK(first(all.rows[20'000], field::name) == "B");
}

TEST_CASE("given a record that is too long, then the next one is read") {
  const std::string text =
      "[{\"name\":\"" + std::string(longest_import_record, 'x') + "\"},{\"name\":\"B\"}]";
  const auto all = read(text, json_form(), 4096);
  REQUIRE(all.rows.size() == 2);
  CHECK(all.rows[0].problem == "the record is longer than 1 MiB");
  CHECK(first(all.rows[1], field::name) == "B");
}

TEST_CASE("given a company with a list of features, then it is no collection of them") {
  const auto all = read("{\"name\":\"Hotel\",\"features\":[\"pool\"]}", json_form(), 5);
  REQUIRE(all.rows.size() == 1);
  CHECK(first(all.rows[0], field::name) == "Hotel");
}

TEST_CASE("given members with other names, then they are known as columns of a CSV are, or chosen") {
  const std::string feature =
      R"({"type":"Feature","id":7,"properties":{"Firma":"Praxis","Website":"praxis.example",)"
      R"("PLZ":9490,"Rufnummer":"232 11 22"},"geometry":null})";
  import_options options = json_form();
  options.columns = {{"phone", "Rufnummer"}};
  const auto all = read(feature, options, 100);
  REQUIRE(all.rows.size() == 1);
  CHECK(all.rows[0].seen.record_id == "7");
  CHECK(first(all.rows[0], field::name) == "Praxis");
  CHECK(first(all.rows[0], field::website) == "praxis.example");
  CHECK(first(all.rows[0], field::phone) == "232 11 22");
  CHECK(all.rows[0].seen.raw.places.at(0).postal_code == "9490");
}

TEST_CASE("given what All the Places says in lists, areas and dates, then it is understood") {
  import_options options = json_form();
  options.at = *parse_rfc3339("2026-11-23T00:00:00Z");
  const auto all = read(
      R"({"properties":{"@spider":"s","ref":"1","name":"A","phone":"+423 232 11 22;+423 232 11 23",)"
      R"("contact:email":"a@a.example","contact:website":"https://a.example",)"
      R"("contact:facebook":"https://www.facebook.com/a","addr:full":"Gasse 1, Vaduz","end_date":"2030-01-01",)"
      R"("opening_date":"2019-05-01"},"geometry":{"type":"Polygon","coordinates":[[[8,46],[10,46],[10,48],[8,48],[8,46]]]}})"
      "\n"
      R"({"properties":{"@spider":"s","ref":"2","name":"B","end_date":"2026-11-22"}})",
      options, 100);
  REQUIRE(all.rows.size() == 2);
  const findings& raw = all.rows[0].seen.raw;
  std::vector<std::string> phones;
  for (const fact& one : raw.facts) {
    if (one.what == field::phone) {
      phones.push_back(one.value);
    }
  }
  CHECK(phones == std::vector<std::string>{"+423 232 11 22", "+423 232 11 23"});
  CHECK(raw.first(field::email) == "a@a.example");
  CHECK(raw.first(field::website) == "https://a.example");
  CHECK(raw.first(field::social) == "https://www.facebook.com/a");
  CHECK(raw.first(field::founding_year) == "2019");
  CHECK(raw.places.at(0).street == "Gasse 1, Vaduz");
  CHECK(raw.places.at(0).longitude == Approx(9));
  CHECK(raw.places.at(0).latitude == Approx(47));
  CHECK(all.rows[0].problem.empty());
  CHECK(all.rows[1].problem == "it is closed (end_date 2026-11-22)");
}

TEST_CASE("given a place of Overture with all that it may have, then each datum finds its field") {
  const auto all = read(
      R"({"type":"Feature","id":"08f1f8","geometry":{"type":"Point","coordinates":[-97.7431,30.2672]},"properties":{)"
      R"("theme":"places","type":"place","version":1,"confidence":0.85,"operating_status":"temporarily_closed",)"
      R"("names":{"primary":"Bucky's","common":{"es":"Casa Bucky"},"rules":[{"variant":"short","value":"B"}]},)"
      R"("basic_category":"casual_eatery","categories":{"primary":"gas_station_sushi","alternate":["gas_station"]},)"
      R"("taxonomy":{"primary":"gas_station_sushi","hierarchy":["food_and_drink","restaurant","gas_station_sushi"]},)"
      R"("websites":["https://www.buckys.example","https://www.facebook.com/buckys"],)"
      R"("socials":["https://www.instagram.com/buckyssushi/"],"emails":["a@buckys.example","b@buckys.example"],)"
      R"("phones":["+1 512-555-0123","+15125550124"],"brand":{"wikidata":"Q9","names":{"primary":"Bucky Group"}},)"
      R"("addresses":[{"locality":"Austin"},{"freeform":"4200 Congress Ave","locality":"Austin","region":"US-TX",)"
      R"("postcode":"78745","country":"US"}],"sources":[{"property":"","dataset":"meta","record_id":"1",)"
      R"("update_time":"2026-06-30T07:00:00Z"},{"property":"/properties/phones","dataset":"Foursquare"}]}})",
      json_form(), 100);
  REQUIRE(all.rows.size() == 1);
  CHECK(all.rows[0].problem.empty());
  const findings& raw = all.rows[0].seen.raw;
  const auto values = [&](field what) {
    std::vector<std::string> found;
    for (const fact& one : raw.facts) {
      if (one.what == what) {
        found.push_back(one.value);
      }
    }
    return found;
  };
  CHECK(values(field::name) == std::vector<std::string>{"Bucky's"});
  CHECK(values(field::website) == std::vector<std::string>{"https://www.buckys.example"});
  CHECK(values(field::social).size() == 2);
  CHECK(values(field::phone).size() == 2);
  CHECK(values(field::email).size() == 2);
  CHECK(values(field::industry) == std::vector<std::string>{"restaurant"});
  CHECK(raw.facts[0].detail == "meta,Foursquare");
  REQUIRE(raw.places.size() == 1);
  CHECK(raw.places[0].street == "4200 Congress Ave");
  CHECK(raw.places[0].state == "TX");
  CHECK(raw.places[0].longitude == Approx(-97.7431));
}

TEST_CASE("given places of Overture as a database exports them, then their forms are known") {
  import_options options = json_form();
  options.least_confidence = 0.5;
  const auto all = read(
      R"({"id":"1","names":{"primary":null,"common":[{"key":"de","value":"Bäckerei Süß"}]},"geometry":"0101000000",)"
      R"("bbox":{"xmin":9.5,"xmax":9.6,"ymin":47.0,"ymax":47.2},"websites":null,"phones":null,"confidence":null})"
      "\n"
      R"({"id":"2","names":{"primary":null},"brand":{"names":{"primary":"SPAR"}},"confidence":0.9})"
      "\n"
      R"({"id":"3","names":{"primary":"Gone"},"operating_status":"open","confidence":0})"
      "\n"
      R"({"id":"4","names":{"primary":"Doubtful"},"operating_status":"open","confidence":0.31})",
      options, 100);
  REQUIRE(all.rows.size() == 4);
  CHECK(first(all.rows[0], field::name) == "Bäckerei Süß");
  CHECK(all.rows[0].seen.raw.places.at(0).longitude == Approx(9.55));
  CHECK(all.rows[0].seen.raw.places.at(0).latitude == Approx(47.1));
  CHECK(first(all.rows[1], field::name) == "SPAR");
  CHECK(all.rows[2].problem == "it does not exist any more (confidence 0)");
  CHECK(all.rows[3].problem == "it may not exist (confidence 0.31)");
}

TEST_CASE(
    "given features of All the Places of many spiders, then names, numbers and profiles are the company's") {
  const auto all = read(
      R"({"properties":{"@spider":"spar","ref":7,"name":"Oslo","brand":"SPAR","brand:wikidata":"Q610492",)"
      R"("branch":"Majorstuen","nsi_id":"spar-a1b2c3","addr:city":"Oslo","addr:postcode":9490,)"
      R"("addr:housenumber":5,"addr:street":"Gate","phone":["+47 22 33 44 55","+47 22 33 44 56"],)"
      R"("contact:instagram":"@spar.oslo","contact:facebook":"facebook.com/spar","contact:linkedin":"spar",)"
      R"("contact:twitter":"spar_no","shop":"supermarket","opening_hours":"Mo-Fr 08:00-20:00",)"
      R"("@source_uri":"https://spar.example/stores.json","located_in":"Oslo City"}})"
      "\n"
      R"({"properties":{"@spider":"bank","ref":"1","name":"Bank","amenity":"atm"}})"
      "\n"
      R"({"properties":{"@spider":"city","ref":"2","leisure":"playground","operator":"Stadtgrün"}})"
      "\n"
      R"({"dataset_attributes":{"@spider":"old"},"properties":{"ref":"3","name":"A","end_date":"yes"}})",
      json_form(), 100);
  REQUIRE(all.rows.size() == 4);
  const findings& raw = all.rows[0].seen.raw;
  CHECK(raw.first(field::name) == "SPAR");
  CHECK(raw.first(field::industry) == "supermarket");
  CHECK(raw.first(field::opening_hours) == "Mo-Fr 08:00-20:00");
  CHECK(all.rows[0].seen.record_id == "spar/7");
  CHECK(all.rows[0].seen.source_url == "https://spar.example/stores.json");
  CHECK(raw.places.at(0).street == "Gate 5");
  CHECK(raw.places.at(0).postal_code == "9490");
  std::vector<std::string> reached;
  for (const fact& one : raw.facts) {
    if (one.what == field::phone || one.what == field::social) {
      reached.push_back(one.value);
    }
  }
  CHECK(reached == std::vector<std::string>{"+47 22 33 44 55", "+47 22 33 44 56", "https://facebook.com/spar",
                                            "https://www.instagram.com/spar.oslo", "https://x.com/spar_no"});
  CHECK(all.rows[1].problem == "it is no place of business (amenity=atm)");
  CHECK(all.rows[2].problem == "it names no company");
  CHECK(all.rows[3].seen.record_id == "old/3");
  CHECK(all.rows[3].problem == "it is closed (end_date yes)");
}
