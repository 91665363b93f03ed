#include "domain/json/lead.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace leadstream;

namespace {

const wall_time morning = *parse_rfc3339("2026-11-22T10:00:00Z");

lead bakery() {
  lead l;
  l.company.id = *parse_uuid("0190a0a0-0000-7000-8000-000000000001");
  l.company.name = "Bäckerei \"Korn\"";
  l.company.industry = "bakery";
  l.company.lead_score = 64;
  l.company.location.city = "Vaduz";
  l.company.created_at = l.company.updated_at = morning;
  l.contacts.resize(2);
  l.contacts[0].email = "info@korn.example";
  l.contacts[1].email = "second@korn.example";
  return l;
}

} // namespace

TEST_CASE("a lead in JSON shows the primary contact and says null for what is unknown") {
  std::string out;
  leadstream::json::append(out, bakery());
  const nlohmann::json j = nlohmann::json::parse(out);
  CHECK(j["company_name"] == "Bäckerei \"Korn\"");
  CHECK(j["email"] == "info@korn.example");
  CHECK(j["phone"].is_null());
  CHECK(j["contact_count"] == 2);
  CHECK(j["category"] == "warm");
  CHECK(j["location"] == nlohmann::json{{"city", "Vaduz"}, {"state", nullptr}, {"country", nullptr}});
  CHECK(j["size_category"].is_null());
  CHECK(j["created_at"] == "2026-11-22T10:00:00.000Z");
}

TEST_CASE("the news of a merge names the leads that went into it") {
  // given
  lead_change change;
  change.lead = bakery();
  change.lead.version = 3;

  // when nothing was merged
  const auto updated = nlohmann::json::parse(leadstream::json::announce(change, {}).payload);
  // and when another lead went into it
  change.superseded = {*parse_uuid("0190a0a0-0000-7000-8000-000000000002")};
  const auto merged = nlohmann::json::parse(leadstream::json::announce(change, {}).payload);

  // then
  CHECK(updated["change"] == "updated");
  CHECK_FALSE(updated.contains("merged_ids"));
  CHECK(merged["change"] == "merged");
  CHECK(merged["merged_ids"] == nlohmann::json{"0190a0a0-0000-7000-8000-000000000002"});
  CHECK(merged["id"] == updated["id"]);
}

TEST_CASE("a job in JSON counts all errors and shows the newest") {
  job j;
  j.created_at = morning;
  j.estimated_duration = std::chrono::seconds(90);
  j.criteria = {"dentist", "Vaduz", size_category::s1_10, 50};
  for (int i = 0; i < 3; ++i) {
    j.errors.push_back({"website", "https://a.example/" + std::to_string(i), "blocked", "refused", morning});
  }
  std::string out;
  leadstream::json::append_job(out, j, morning, 2);
  const nlohmann::json seen = nlohmann::json::parse(out);
  CHECK(seen["error_count"] == 3);
  REQUIRE(seen["errors"].size() == 2);
  CHECK(seen["errors"][1]["target"] == "https://a.example/2");
  CHECK(seen["estimated_completion"] == "2026-11-22T10:01:30.000Z");
  CHECK(seen["criteria"]["company_size"] == "1-10");
  CHECK(seen["completed_at"].is_null());
}
