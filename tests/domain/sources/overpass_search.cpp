#include "domain/sources/overpass_search.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::sources;

namespace {

constexpr const char* nothing = R"({"elements":[]})";
constexpr const char* remarked = R"({"elements":[],"remark":"runtime error: Query timed out"})";
constexpr const char* one_company =
    R"({"elements":[{"type":"node","id":1,"tags":{"name":"Modellbahn Ritter"}}]})";

overpass_search search_for_railways(const std::string& location = "Vaduz") {
  directory::overpass_query query;
  query.filters = {{{{"shop", "model_railway"}}}};
  query.otherwise = {{{{"name", "railway", true}}}};
  query.location = location;
  return {"http://overpass.test/api/interpreter", query};
}

search_step answer(overpass_search& search, const std::string& body) {
  page said;
  said.status = 200;
  said.body = body;
  return search.take(said);
}

bool asks_for(const overpass_search& search, const std::string& text) {
  const auto request = search.next();
  return request && request->body.find(text) != std::string::npos;
}

/// What is said after the answer of which nothing can be made.
std::string nothing_of(overpass_search& search, const std::string& body) {
  const search_step last = answer(search, body);
  REQUIRE(last.notes.size() == 1);
  CHECK(last.notes[0].reason == "nothing_found");
  return last.notes[0].message;
}

} // namespace

TEST_CASE("names are searched only where nothing has the wanted tag") {
  overpass_search search = search_for_railways();
  CHECK(asks_for(search, "model_railway"));

  SECTION("something has it") {
    CHECK(answer(search, one_company).listings.size() == 1);
    CHECK_FALSE(search.next());
  }
  SECTION("nothing has it") {
    answer(search, nothing);
    overpass_search resumed = search_for_railways();
    resumed.load(search.save());
    CHECK(asks_for(resumed, "%22name%22~%22railway%22"));
    answer(resumed, one_company);
    CHECK_FALSE(resumed.next());
  }
}

TEST_CASE("a search that finds nothing says once whether the place or the industry was not understood") {
  overpass_search search = search_for_railways("Vadutz");
  answer(search, nothing);
  CHECK(answer(search, nothing).notes.empty());
  CHECK(asks_for(search, "official_name"));
  SECTION("neither was") {
    CHECK(nothing_of(search, nothing) ==
          "no area or place named \"Vadutz\" in OpenStreetMap; check the spelling, add a country (\"Vaduz, "
          "LI\") or "
          "send a box (\"47.1,9.5,47.2,9.6\"); the industry is not known, either");
  }
  SECTION("the industry was not") {
    CHECK(nothing_of(search, R"({"elements":[{"type":"area","id":1,"tags":{"name":"Vadutz"}}]})") ==
          "the industry is not known: no tag and no name in \"Vadutz\" of OpenStreetMap says it; try another "
          "word "
          "for it");
  }
  SECTION("nobody can tell") {
    CHECK(nothing_of(search, "<html>busy</html>").find(", or nothing of that industry in it; check") !=
          std::string::npos);
  }
  CHECK_FALSE(search.next());
}

TEST_CASE("a place that is there is not called unknown") {
  directory::overpass_query query;
  query.filters = {{{{"shop", "model_railway"}}}};
  query.location = "Vaduz";
  overpass_search search("http://overpass.test/api/interpreter", query);
  answer(search, nothing);
  CHECK(nothing_of(search, R"({"elements":[{"type":"area","id":1,"tags":{"name":"Vaduz"}}]})") ==
        "nothing of that industry in \"Vaduz\" of OpenStreetMap");
}

TEST_CASE("a place is searched again as the map writes it, also after a restart") {
  overpass_search search = search_for_railways("Sant Julia");
  answer(search, nothing);
  answer(search, nothing);
  overpass_search resumed = search_for_railways("Sant Julia");
  resumed.load(search.save());
  CHECK(answer(resumed, R"({"elements":[{"type":"area","id":1,"tags":{"name":"Sant Julià"}}]})")
            .notes.at(0)
            .step == "widened");
  overpass_search again = search_for_railways("Sant Julia");
  again.load(resumed.save());
  CHECK(asks_for(again, "model_railway"));
  CHECK(asks_for(again, "Sant%20Juli%C3%A0"));
  CHECK(answer(again, one_company).listings.size() == 1);
  CHECK_FALSE(again.next());
}

TEST_CASE("an answer that is cut off or no answer is asked for again, three times at most") {
  const std::string body =
      GENERATE(as<std::string>{}, R"({"elements":[{"type":"no)", "<html>busy</html>", "");
  CAPTURE(body);
  overpass_search search = search_for_railways();
  for (std::uint32_t attempt = 1; attempt < 3; ++attempt) {
    const search_step step = answer(search, body);
    CHECK(step.failures == attempt);
    CHECK(step.notes.at(0).reason.empty());
    CHECK(search.next());
  }

  SECTION("then it comes") {
    CHECK(answer(search, one_company).listings.size() == 1);
  }
  SECTION("it never comes") {
    const search_step last = answer(search, body);
    CHECK(last.notes.at(0).step == "failed");
    CHECK(last.notes.at(0).reason == "malformed");
    CHECK_FALSE(search.next());
  }
}

TEST_CASE("a remark is one error of the job, however often the question was asked") {
  overpass_search search = search_for_railways();
  std::vector<search_note> errors;
  while (search.next()) {
    for (const search_note& note : answer(search, remarked).notes) {
      if (!note.reason.empty()) {
        errors.push_back(note);
      }
    }
  }
  REQUIRE(errors.size() == 1);
  CHECK(errors[0].reason == "partial_answer");
  CHECK(errors[0].message == "runtime error: Query timed out (asked three times)");
}

TEST_CASE("a box whose answer is partial is asked quarter by quarter, without an error once all came") {
  overpass_search search = search_for_railways("47.1,9.5,47.2,9.6");
  CHECK(answer(search, remarked).notes.at(0).reason.empty());
  for (int quarter = 0; quarter < 4; ++quarter) {
    CHECK(answer(search, one_company).notes.empty());
  }
  CHECK_FALSE(search.next());
}
