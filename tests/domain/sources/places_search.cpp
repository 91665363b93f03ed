#include "domain/sources/places_search.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <set>

using namespace leadstream;
using namespace leadstream::sources;
using nlohmann::json;

namespace {

struct point {
  double latitude;
  double longitude;
  std::string city;
};

json described(std::size_t number, const point& at) {
  return {
      {"id", "place-" + std::to_string(number)},
      {"displayName", {{"text", "Company " + std::to_string(number)}}},
      {"location", {{"latitude", at.latitude}, {"longitude", at.longitude}}},
      {"addressComponents", json::array({{{"longText", at.city}, {"types", json::array({"locality"})}}})}};
}

/// A provider that gives at most sixty results a question, twenty a page, those of the south first.
struct provider {
  std::vector<point> places;
  std::size_t requests = 0;

  page answer(const http_request& asked) {
    ++requests;
    const json body = json::parse(asked.body);
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < places.size() && found.size() < places_cap; ++i) {
      if (!body.contains("locationRestriction") ||
          inside(body["locationRestriction"]["rectangle"], places[i])) {
        found.push_back(i);
      }
    }
    const std::size_t start = std::stoul("0" + body.value("pageToken", std::string()));
    json said = json::object();
    for (std::size_t i = start; i < std::min(found.size(), start + places_page_size); ++i) {
      said["places"].push_back(described(found[i], places[found[i]]));
    }
    if (start + places_page_size < found.size()) {
      said["nextPageToken"] = std::to_string(start + places_page_size);
    }
    page answer;
    answer.status = 200;
    answer.body = said.dump();
    return answer;
  }

  static bool inside(const json& box, const point& at) {
    return at.latitude >= box["low"]["latitude"] && at.latitude < box["high"]["latitude"] &&
           at.longitude >= box["low"]["longitude"] && at.longitude < box["high"]["longitude"];
  }
};

std::vector<point> grid(std::size_t count, double latitude, double longitude, const std::string& city) {
  std::vector<point> all;
  for (std::size_t i = 0; i < count; ++i) {
    all.push_back({latitude + static_cast<double>(i - i % 20) * 0.000105,
                   longitude + static_cast<double>(i % 20) * 0.0017, city});
  }
  return all;
}

search_criteria dentists(const std::string& location) {
  search_criteria wanted;
  wanted.industry = "dentist";
  wanted.location = location;
  return wanted;
}

struct outcome {
  std::set<std::string> ids;
  std::vector<search_note> notes;
};

outcome run(places_search& search, provider& from, bool restarts = false) {
  outcome all;
  while (const auto request = search.next()) {
    const auto step = search.take(from.answer(*request));
    for (const observation& seen : step.listings) {
      all.ids.insert(seen.record_id);
    }
    all.notes.insert(all.notes.end(), step.notes.begin(), step.notes.end());
    if (restarts) {
      places_search again({}, dentists("Vaduz"), "");
      again.load(search.save());
      search = again;
    }
    REQUIRE(from.requests < 2'000);
  }
  return all;
}

} // namespace

TEST_CASE("given fewer places than the cap, when searched, then one question is asked") {
  provider from{grid(45, 47.1, 9.5, "Vaduz")};
  places_search search({}, dentists("Vaduz"), "LI");
  CHECK(run(search, from).ids.size() == 45);
  CHECK(from.requests == 3);
}

TEST_CASE("given 400 places behind a cap of 60, when searched, then all are found") {
  provider from{grid(400, 47.1, 9.5, "Vaduz")};
  places_search search({}, dentists("Vaduz"), "");
  const auto found = run(search, from);
  CHECK(found.ids.size() == 400);
  CHECK(search.summary().find("no cell stayed full") != std::string::npos);
}

TEST_CASE("given a search that is cut, when it is saved and taken up at each step, then it finds the same") {
  provider from{grid(400, 47.1, 9.5, "Vaduz")};
  places_search search({}, dentists("Vaduz"), "");
  CHECK(run(search, from, true).ids.size() == 400);
}

TEST_CASE("given places of another town around the area, when looked around, then they do not count") {
  provider from{grid(200, 47.1, 9.5, "Vaduz")};
  auto others = grid(40, 47.1, 9.55, "Schaan");
  from.places.insert(from.places.end(), others.begin(), others.end());
  places_search search({}, dentists("Vaduz"), "");
  CHECK(run(search, from).ids.size() == 200);
}

TEST_CASE("given a hundred places in one spot, when the cells become tiny, then the saturated one is named") {
  provider from{std::vector<point>(100, {47.1, 9.5, "Vaduz"})};
  places_search search({}, dentists("Vaduz"), "");
  const auto found = run(search, from);
  CHECK(found.ids.size() == 60);
  CHECK(std::any_of(found.notes.begin(), found.notes.end(),
                    [](const search_note& one) { return one.reason == "saturated"; }));
}

TEST_CASE("given a search that ends early, then the parts that were not searched are counted and named") {
  provider from{grid(400, 47.1, 9.5, "Vaduz")};
  places_search search({}, dentists("47.1,9.5,47.2,9.6"), "");
  CHECK(search.unfinished() ==
        "1 part of the area not searched to the end: 47.100000,9.500000,47.200000,9.600000");
  while (from.requests < 4) { // the first cell is full, one page of its first quarter is read
    search.take(from.answer(*search.next()));
  }
  CHECK(search.unfinished().find("4 parts of the area not searched to the end: 47.1") == 0);
  CHECK(search.summary().find("4 questions; 4 parts") == 0);

  const auto step = search.refused({"unexpected_status", "the server failed", nullptr});
  CHECK_FALSE(search.next());
  CHECK(step.notes.at(0).message.find("the server failed; 4 parts") == 0);
  CHECK(search.summary().find("5 questions; 4 parts") == 0);
}

TEST_CASE(
    "given a source that fails at once, then it was asked once, and not at all behind an open breaker") {
  places_search failed({}, dentists("Vaduz"), "");
  failed.refused({"timeout", "no answer", nullptr});
  CHECK(failed.summary().find("1 question;") == 0);
  places_search held({}, dentists("Vaduz"), "");
  held.refused({"circuit_open", "left alone", nullptr});
  CHECK(held.summary().find("no question reached it;") == 0);
}

TEST_CASE("given an answer that cannot be read, then the same page is asked for again, three times at most") {
  const std::string body =
      GENERATE(as<std::string>{}, R"({"places":[{"id":"a","displayNa)", "", "<html>busy</html>",
               R"({"error":{"message":"try later"}})", R"({"places":"many"})");
  CAPTURE(body);
  provider from{grid(45, 47.1, 9.5, "Vaduz")};
  places_search search({}, dentists("Vaduz"), "");
  search.take(from.answer(*search.next()));
  const std::string second_page = search.next()->body;
  page broken;
  broken.status = 200;
  broken.body = body;
  for (std::uint32_t attempt = 1; attempt < 3; ++attempt) {
    const search_step step = search.take(broken);
    CHECK(step.failures == attempt);
    CHECK(step.notes.at(0).step == "malformed");
    CHECK(step.notes.at(0).reason.empty());
    CHECK(step.notes.at(0).message.find(": asked again") != std::string::npos);
    REQUIRE(search.next());
    CHECK(search.next()->body == second_page);
    places_search again({}, dentists("Vaduz"), "");
    again.load(search.save());
    search = again;
  }

  SECTION("then it comes") {
    CHECK(run(search, from).ids.size() == 25);
  }
  SECTION("it never comes") {
    const search_step last = search.take(broken);
    CHECK(last.notes.at(0).reason == "malformed");
    CHECK(last.notes.at(0).message.find("(asked three times); 1 part of the area") != std::string::npos);
    CHECK_FALSE(search.next());
  }
}

TEST_CASE("given a rectangle as location, when searched, then only it is asked for") {
  provider from{grid(400, 47.1, 9.5, "Vaduz")};
  places_search search({}, dentists("47.1,9.5,47.12,9.52"), "");
  const auto found = run(search, from);
  CHECK(found.ids.size() == 120);
}

TEST_CASE("given a bad key, when the answer is read, then the fault says so") {
  const auto fault = read_places_fault(
      400, R"({"error":{"code":400,"message":"API key not valid. Please pass a valid API key.",)"
           R"("status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"}]}})");
  CHECK(fault.reason == "invalid_key");
  CHECK(fault.message.find("API key not valid") != std::string::npos);
}

TEST_CASE("given a broken place among good ones, when the answer is read, then it costs itself alone") {
  const auto read = read_places(R"({"places":[{"id":"a","displayName":{"text":"A"}},17,{"id":5},)"
                                R"({"id":"b","displayName":{"text":"B"},"location":{"latitude":"north"}}]})",
                                {});
  REQUIRE(read);
  CHECK(read->places.size() == 2);
}
