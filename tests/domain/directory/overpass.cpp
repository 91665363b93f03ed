#include "domain/directory/overpass.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

using namespace leadstream;
using namespace leadstream::directory;

namespace {

fact no_industry(const tag_list&) {
  return {};
}

std::string query_text(const std::string& location) {
  return to_overpass_ql({{{{{"amenity", "dentist"}}}}, location, 50, std::chrono::seconds(60)});
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string slurp(const std::string& path) {
  std::ifstream in(path);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

} // namespace

TEST_CASE("a query names its area, its tags and its limit") {
  const std::string text = query_text("Vaduz");
  CHECK(contains(text, "[out:json][timeout:60]"));
  CHECK(contains(text, R"(area["name"="Vaduz"]["boundary"="administrative"])"));
  CHECK(contains(text, R"(nwr["amenity"="dentist"]["name"](area.a);)"));
  CHECK(contains(text, "out center tags 50;"));
}

TEST_CASE("a location may be written small, with its country, or as a box") {
  CHECK(contains(query_text("new york"), "\"New York\""));
  CHECK(contains(query_text("Zurich, CH"), R"(area["ISO3166-1"="CH"])"));
  CHECK(contains(query_text("Zurich, CH"), "(area.a)(area.r)"));
  CHECK(contains(query_text("47.1, 9.5, 47.2, 9.6"), "(47.1,9.5,47.2,9.6);"));
  CHECK(contains(query_text("LI"), R"(area["ISO3166-1"="LI"])"));
}

TEST_CASE("names are asked for as maps spell them, whatever case they were written in") {
  CHECK(contains(query_text("VADUZ"), R"("name"="Vaduz")"));
  CHECK(contains(query_text("SANKT GALLEN"), R"("name"="Sankt Gallen")"));
  CHECK(contains(query_text("österreich"), R"("name"="Österreich")"));
  CHECK(contains(query_text("VADUZ, österreich"), R"("name"="Österreich"]["boundary"="administrative"];)"));
}

TEST_CASE("a postcode beside a place is left out; alone it is looked for in addresses") {
  CHECK_FALSE(contains(query_text("9490 Vaduz"), "addr:postcode"));
  CHECK(contains(query_text("9490 Vaduz"), R"("name"="Vaduz")"));
  CHECK(contains(query_text("9490"), R"(["name"]["addr:postcode"="9490"];)"));
  CHECK(contains(query_text("FL-9490"), R"(["addr:postcode"~"^(FL-)?9490$"];)"));
  CHECK(contains(query_text("9490, LI"), R"(["addr:postcode"="9490"](area.r);)"));
  CHECK_FALSE(contains(query_text("Vaduz, 9490"), "9490"));
}

TEST_CASE("a boundary is named by its number in any of the forms that maps show") {
  const std::string location = GENERATE(as<std::string>{}, "relation/9407", "relation 9407", "Relation: 9407",
                                        "r9407", "R9407", " R 9407 ");
  CHECK(contains(query_text(location), R"(nwr["amenity"="dentist"]["name"](area:3600009407);)"));
  CHECK(
      contains(ask_for_place(location, std::chrono::seconds(9)).query, "area(3600009407)->.a;\n.a out tags"));
}

TEST_CASE("the question for a place takes any accents and the names that a state gives itself") {
  const auto asked = ask_for_place("Sant Julia, AD", std::chrono::seconds(9));
  CHECK(contains(asked.query, R"(area["boundary"="administrative"]["official_name"~"^)"));
  CHECK(contains(asked.query, ".r out ids 1;"));
  CHECK(asked.with_region);
  CHECK(contains(ask_for_place("FL-9494", std::chrono::seconds(9)).query,
                 R"(nwr["addr:postcode"~"^(FL-)?9494$"]->.a;)"));
  CHECK(ask_for_place("47.1,9.5,47.2,9.6", std::chrono::seconds(9)).query.empty());
}

TEST_CASE("a place is found when its area is, and its region when one is named") {
  const std::string area = R"({"type":"area","id":1,"tags":{"name":"Sant Julià"}})";
  const std::string region = R"({"type":"area","id":2})";
  const auto found = [](const std::string& elements, bool with_region) {
    return read_place_answer("{\"elements\":[" + elements + "]}", {"", with_region}).value();
  };
  CHECK(found(area, false).found);
  CHECK(found(area, false).names == std::vector<std::string>{"Sant Julià"});
  CHECK(found(area + "," + region, true).found);
  CHECK_FALSE(found(area, true).found);
  CHECK_FALSE(found(region, true).found);
  CHECK_FALSE(found("", false).found);
  CHECK_FALSE(read_place_answer(R"({"elements":[],"remark":"timed out"})", {}));
}

TEST_CASE("a place is searched as the map writes it, where that is otherwise") {
  CHECK(other_spelling("Sant Julia, AD", {"Sant Julià"}) == "Sant Julià, AD");
  CHECK(other_spelling("VADUZ", {"Vaduz"}).empty());
  CHECK(other_spelling("relation 9407", {"Andorra"}).empty());
  CHECK(other_spelling("9490", {"Landesmuseum"}).empty());
}

TEST_CASE("a user's text cannot leave its string") {
  const std::string text = query_text("x\"];node(1);out;\\");
  CHECK(contains(text, R"("x\"];node(1);out;\\")"));
}

TEST_CASE("the form escapes what a form must") {
  CHECK(to_form("a&b=\n") == "data=a%26b%3D%0A");
}

TEST_CASE("elements become companies with their facts and places") {
  const auto answer = read_overpass(R"({"version":0.6,"elements":[
    {"type":"way","id":7,"center":{"lat":47.1,"lon":9.5},"tags":{"name":"Café Müller","phone":"+423 1; +423 2",
     "contact:email":"a@b.li","website":"b.li","addr:street":"Städtle","addr:housenumber":"5","addr:city":"Vaduz",
     "addr:postcode":"9490","addr:country":"LI"}},
    {"type":"node","id":8,"lat":1,"lon":2,"tags":{"amenity":"bench"}}]})",
                                    {}, no_industry);
  REQUIRE(answer);
  CHECK(answer->nameless == 1);
  CHECK(answer->remark.empty());
  REQUIRE(answer->companies.size() == 1);
  const observation& seen = answer->companies[0];
  CHECK(seen.record_id == "way/7");
  CHECK(seen.source_url == "https://www.openstreetmap.org/way/7");
  CHECK(seen.raw.first(field::name) == "Café Müller");
  CHECK(seen.raw.first(field::email) == "a@b.li");
  CHECK(std::count_if(seen.raw.facts.begin(), seen.raw.facts.end(),
                      [](const fact& f) { return f.what == field::phone; }) == 2);
  REQUIRE(seen.raw.places.size() == 1);
  CHECK(seen.raw.places[0].street == "Städtle 5");
  CHECK(seen.raw.places[0].postal_code == "9490");
  CHECK(seen.raw.places[0].latitude == Approx(47.1));
}

TEST_CASE("of several websites the first is the company's, and a profile at a social network is one when "
          "there is no other") {
  const auto said = [](const std::string& tags, field what) {
    const auto answer = read_overpass(
        R"({"elements":[{"type":"node","id":1,"lat":47,"lon":9,"tags":{"name":"A",)" + tags + "}}]}", {},
        no_industry);
    std::vector<std::pair<std::string, double>> values;
    for (const fact& each : answer->companies.at(0).raw.facts) {
      if (each.what == what) {
        values.emplace_back(each.value, each.confidence);
      }
    }
    return values;
  };
  for (const char* list : {"https://foo.li; https://bar.li", "https://foo.li, https://bar.li",
                           "https://foo.li https://bar.li", "https://foo.li (Laden) / https://bar.li"}) {
    CAPTURE(list);
    const auto sites = said(std::string(R"("website":")") + list + '"', field::website);
    REQUIRE(sites.size() == 2);
    CHECK(sites[0].first == "https://foo.li");
    CHECK(sites[1].first == "https://bar.li");
    CHECK(sites[0].second > sites[1].second);
  }
  CHECK(said(R"("website":"https://foo.li/a,b")", field::website).at(0).first == "https://foo.li/a,b");
  CHECK(said(R"("website":"https://foo.li/about us")", field::website).at(0).first ==
        "https://foo.li/about us");

  for (const char* profile : {"https://www.facebook.com/LaPiazza/", "facebook.com/LaPiazza"}) {
    const std::string tags = std::string(R"("website":")") + profile + '"';
    CHECK(said(tags, field::website).at(0).first == profile);
    CHECK(said(tags, field::social).at(0).first == "https://www.facebook.com/LaPiazza");
  }
  CHECK(said(R"("website":"https://instagram.com/foo; https://foo.li")", field::website).at(0).first ==
        "https://foo.li");
}

TEST_CASE("a remark marks a partial answer") {
  const auto answer =
      read_overpass(R"({"elements":[],"remark":"runtime error: Query timed out"})", {}, no_industry);
  REQUIRE(answer);
  CHECK(answer->remark == "runtime error: Query timed out");
}

TEST_CASE("what is no answer of Overpass is an error, not a crash") {
  const auto bad = GENERATE(as<std::string>{}, "", "<html>Too busy</html>", "[]", "{}", R"({"elements":{}})");
  CHECK_FALSE(read_overpass(bad, {}, no_industry));
}

TEST_CASE("an element that is broken costs itself alone") {
  const auto answer = read_overpass(R"({"remark": null, "elements": [5, null, [], "x", {"type": "node"},
    {"type": "node", "id": "x", "tags": {"name": "No number"}}, {"type": 1, "id": 2, "tags": {"name": "No type"}},
    {"type": "node", "id": 3, "tags": 5},
    {"type": "node", "id": 4, "lat": "a", "lon": 9, "tags": {"name": "No place", "phone": 7}},
    {"type": "node", "id": 5, "lat": 91, "lon": 500, "center": 3, "tags": {"name": "Off the map"}},
    {"type": "node", "id": 6, "lat": 47.1, "lon": 9.5, "tags": {"name": "Sound"}}]})",
                                    {}, no_industry);
  REQUIRE(answer);
  CHECK(answer->remark.empty());
  CHECK(answer->nameless == 8);
  REQUIRE(answer->companies.size() == 3);
  CHECK(answer->companies[0].raw.places.empty());
  CHECK(answer->companies[1].raw.places.empty());
  CHECK(answer->companies[2].record_id == "node/6");
  CHECK(answer->companies[2].raw.places.size() == 1);
}

TEST_CASE("every named element of a real extract becomes a company") {
  const std::string body = slurp("../shared/data/osm/liechtenstein.json");
  if (body.empty()) {
    WARN("no extract at hand: skipped");
    return;
  }
  const auto answer = read_overpass(body, {}, no_industry);
  REQUIRE(answer);
  CHECK(answer->companies.size() == 471);
}
