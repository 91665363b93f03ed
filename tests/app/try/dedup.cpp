#include "app/try/dedup.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace leadstream::app;

TEST_CASE("given pairs that were nearly joined, when reasons are wanted, then they are told as well") {
  const std::vector<nlohmann::json> records{
      {{"id", 1}, {"name", "Kunz Reinigung AG"}, {"phone", "+41 44 333 44 55"}},
      {{"id", 2}, {"name", "Kunz Holding AG"}, {"phone", "+41 44 333 44 55"}},
      {{"id", 3}, {"name", "Kunz Reinigung"}, {"phone", "044 333 44 55"}},
      {{"id", 4}, {"name", "Kunz AG"}, {"phone", "044 333 44 55"}}};
  std::vector<std::string> members(records.size());
  bool failed = false;
  answer_records(records, members, true, failed);
  CHECK_FALSE(failed);
  const auto told = nlohmann::json::parse("{" + members[0] + "}");
  CHECK(told["cluster"] == 1);
  REQUIRE(told["because"].size() == 1);
  CHECK(told["because"][0]["with"] == 3);
  REQUIRE(told["apart"].size() == 1);
  CHECK(told["apart"][0]["with"] == 4);
  CHECK(told["apart"][0]["evidence"] == nlohmann::json{"one name contains the other", "same phone"});
}

TEST_CASE("a record whose id was given before is answered by an error, those without ids are not") {
  const std::vector<nlohmann::json> records{
      {{"id", 1}, {"name", "Kunz"}}, {{"id", 1}, {"name", "Meier"}}, {{"name", "Frei"}}, {{"name", "Graf"}}};
  std::vector<std::string> members(records.size());
  bool failed = false;
  answer_records(records, members, false, failed);
  CHECK(failed);
  CHECK(members[0] == R"("cluster":1)");
  CHECK(members[1].find(R"(an earlier record has the same \"id\")") != std::string::npos);
  CHECK(members[2] == R"("cluster":null)");
  CHECK(members[3] == R"("cluster":null)");
}
