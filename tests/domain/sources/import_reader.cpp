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

TEST_CASE("files that are no imports are refused with what to do") {
  CHECK(read("a,b\n1,2\n", csv(), 100).problem->message.find("map name=HEADER") != std::string::npos);
  CHECK(read("name\nx\n", csv({{"phone", "Tel"}}), 100).problem->message.find("Tel") != std::string::npos);
  CHECK(read("name\n\"never ends\n", csv(), 100).problem->message.find("line 2") != std::string::npos);
  CHECK(read("{\"name\":\"x\"", json_form(), 100).problem.has_value());
  CHECK(read("]", json_form(), 100).problem.has_value());
}

TEST_CASE("given a list of domains, when read, then each is a company with a provisional name") {
  const auto all = read("rhein-dental.example.com\nhttps://www.praxis.ch/\n", csv(), 5);
  REQUIRE(all.rows.size() == 2);
  CHECK(first(all.rows[0], field::website) == "rhein-dental.example.com");
  CHECK(first(all.rows[1], field::name) == "Praxis");
  CHECK(all.rows[1].seen.raw.facts[0].confidence < 0.5);
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
