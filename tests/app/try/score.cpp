#include "app/try/handlers.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace leadstream;
using namespace leadstream::app;

namespace {

nlohmann::json ask(const char* request) {
  std::string text;
  json::writer answer(text);
  answer.begin_object();
  const auto answered = try_score(nlohmann::json::parse(request), answer);
  answer.end_object();
  return answered ? nlohmann::json::parse(text) : nlohmann::json{{"error", answered.problem().message}};
}

} // namespace

TEST_CASE("try score explains a lead line by line") {
  const auto told = ask(R"({"lead":{"company":{"name":"A","industry":"dentist","size_category":"11-50"},
    "contacts":[{"email":"a@a.example","phone":"+41446681800","is_decision_maker":true}],
    "facts":[{"field":"site_status","value":"active","url":"https://a.example"},
             {"field":"growth_signal","value":"A raised CHF 2m","detail":"funding_announcements|2026-11-01"}]},
    "profile":{"industries":["Zahnarzt"],"company_sizes":["1-10"]}})");
  CHECK(told["breakdown"]["contact_completeness"]["points"] == 60);
  CHECK(told["breakdown"]["contact_completeness"]["criteria"][0]["name"] == "email_found");
  CHECK(told["breakdown"]["contact_completeness"]["criteria"][0]["state"] == "yes");
  CHECK(told["breakdown"]["contact_completeness"]["criteria"][0]["evidence"][0] == "a@a.example");
  CHECK(told["breakdown"]["business_indicators"]["points"] == 50);
  CHECK(told["breakdown"]["business_indicators"]["criteria"][0]["state"] == "no");
  CHECK(told["breakdown"]["data_quality"]["points"] == 15);
  CHECK(told["breakdown"]["engagement_potential"]["points"] == 20);
  CHECK(told["total"] == 51); // 21.43 + 17.5 + 5.77 + 6.67
  CHECK(told["category"] == "cold");
}

TEST_CASE("who decides is told by the title where nobody says it") {
  const auto points = [](const char* contact) {
    const std::string request = std::string(R"({"lead":{"contacts":[)") + contact + "]}}";
    return ask(request.c_str())["breakdown"]["contact_completeness"]["points"];
  };
  CHECK(points(R"({"name":"Ada Byron","title":"CEO"})") == 25);
  CHECK(points(R"({"name":"Ada Byron","title":"CEO","is_decision_maker":false})") == 0);
  CHECK(points(R"({"name":"Ada Byron","title":"Receptionist"})") == 0);
}

TEST_CASE("facts may stand as an object") {
  const auto told = ask(R"({"lead":{"contacts":[{"email":"a@a.example"}],"facts":{"verified_email":true,
    "technologies":["PHP","Vue"],"social":"https://x.com/a","job_postings":["Cook"]}},"profile":{"technologies":["vue"]}})");
  CHECK(told["breakdown"]["data_quality"]["points"] == 30);
  CHECK(told["breakdown"]["business_indicators"]["criteria"][2]["evidence"] == nlohmann::json{"Vue"});
  CHECK(told["breakdown"]["engagement_potential"]["points"] == 15);
}

TEST_CASE("what is no lead or profile is refused with a reason") {
  const std::pair<const char*, const char*> cases[] = {
      {R"({})", "\"lead\" is missing"},
      {R"({"lead":[]})", "must be an object"},
      {R"({"lead":{"contact":[]}})", "did you mean \"contacts\"?"},
      {R"({"lead":{},"profile":{"weights":{"data_quality":0.5}}})", "sum to 1"},
      {R"({"lead":{},"profile":{"weights":{"data_qualty":0.5}}})", "did you mean \"data_quality\"?"},
      {R"({"lead":{},"profile":{"points":{"email_found":-1}}})", "must be a number"},
      {R"({"lead":{},"profile":{"company_size":"huge"}})", "1-10"},
      {R"({"lead":{"facts":[{"value":1}]}})", "\"field\""},
      {R"({"lead":{"facts":{"bogus":1}}})", "there are name, legal_name,"},
      {R"({"lead":{"facts":{"technologie":"A"}}})", "did you mean \"technologies\"? There are name,"},
  };
  for (const auto& [request, wanted] : cases) {
    const auto told = ask(request);
    CAPTURE(request, told.dump());
    REQUIRE(told.contains("error"));
    CHECK(told["error"].get<std::string>().find(wanted) != std::string::npos);
  }
}
