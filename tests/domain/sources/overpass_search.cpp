#include "domain/sources/overpass_search.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::sources;

namespace {

constexpr const char* nothing = R"({"elements":[]})";
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

TEST_CASE("a search that finds nothing says so once") {
  overpass_search search = search_for_railways("Vadutz");
  answer(search, nothing);
  const search_step last = answer(search, nothing);
  REQUIRE(last.notes.size() == 1);
  CHECK(last.notes[0].reason == "nothing_found");
  CHECK(last.notes[0].message.find("no area or place named \"Vadutz\"") == 0);
}
