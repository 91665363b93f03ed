#include "tests/support/read_import.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::sources;
using test::first;
using test::json_form;
using test::read;

TEST_CASE("given Overture places as JSON lines or GeoJSON, when read in any pieces, then they are the same") {
  const std::string feature =
      R"({"type":"Feature","id":"08f","geometry":{"type":"Point","coordinates":[9.52,47.14]},"properties":{)"
      R"("names":{"primary":"Praxis {am} \"Platz\""},"confidence":0.93,"taxonomy":{"primary":"dentist"},)"
      R"("websites":["http://praxis.example"],"phones":["+4232321122"],"socials":["https://facebook.com/praxis"],)"
      R"("addresses":[{"freeform":"Platz 1","locality":"Vaduz","postcode":"9490","country":"LI"}],)"
      R"("sources":[{"dataset":"meta"},{"dataset":"msft"}],"operating_status":"open"}})";
  const std::string closed =
      R"({"id":"x","names":{"primary":"Gone"},"operating_status":"permanently_closed"})";
  for (const std::string& text : {std::string(feature).append("\n").append(closed).append("\n"),
                                  std::string(R"({"type":"FeatureCollection","features":[)")
                                      .append(feature)
                                      .append(", ")
                                      .append(closed)
                                      .append("]}"),
                                  std::string("[").append(feature).append(",").append(closed).append("]")}) {
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

TEST_CASE("given an address that stands whole in one member, then its parts are read") {
  const auto all = read(R"({"type":"Feature","properties":{"@spider":"x","name":"A","addr:full":)"
                        R"("Landstr. 5, 9490 Vaduz","addr:country":"LI"},"geometry":null})",
                        json_form(), 64);
  REQUIRE(all.rows.size() == 1);
  const place& where = all.rows[0].seen.raw.places.at(0);
  CHECK(where.street == "Landstr. 5");
  CHECK(where.postal_code == "9490");
  CHECK(where.city == "Vaduz");
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
