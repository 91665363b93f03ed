#include "app/try/handlers.hpp"
#include "domain/model/time.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace leadstream;
using namespace leadstream::app;

namespace {

/// What a request is answered; TODAY in it is the date.
nlohmann::json ask(std::string request) {
  const std::string today = to_rfc3339(system_wall_time()).substr(0, 10);
  for (auto at = request.find("TODAY"); at != std::string::npos; at = request.find("TODAY")) {
    request.replace(at, 5, today);
  }
  std::string text;
  json::writer answer(text);
  answer.begin_object();
  const auto answered = try_score(nlohmann::json::parse(request), answer);
  answer.end_object();
  return answered ? nlohmann::json::parse(text) : nlohmann::json{{"error", answered.problem().message}};
}

/// The state of each criterion that a lead of these facts has, but those that are unknown.
nlohmann::json states(const std::string& facts, const std::string& contacts = "[]") {
  const std::string request = R"({"lead":{"contacts":)" + contacts + R"(,"facts":)" + facts + "}}";
  const auto told = ask(request);
  if (told.contains("error")) {
    return told["error"];
  }
  nlohmann::json all = nlohmann::json::object();
  for (const auto& category : told["breakdown"]) {
    for (const auto& each : category["criteria"]) {
      if (each["state"] != "unknown") {
        all[each["name"].get<std::string>()] = each["state"];
      }
    }
  }
  for (const char* of_contacts :
       {"email_found", "phone_found", "decision_maker_contact", "multiple_contacts"}) {
    if (all[of_contacts] == "no" && facts.find(of_contacts) == std::string::npos) {
      all.erase(of_contacts);
    }
  }
  return all;
}

} // namespace

TEST_CASE("try score explains a lead line by line") {
  const auto told = ask(R"({"lead":{"company":{"name":"A","industry":"dentist","size_category":"11-50"},
    "contacts":[{"email":"a@a.example","phone":"+41446681800","is_decision_maker":true}],
    "facts":[{"field":"site_status","value":"active","url":"https://a.example"},
             {"field":"growth_signal","value":"A raised CHF 2m","detail":"funding_announcements|TODAY"}]},
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
    return ask(request)["breakdown"]["contact_completeness"]["points"];
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

TEST_CASE("a fact that is told false says no, one that is null says nothing") {
  for (const char* which : {"growth_signals", "funding_news", "expansion_signals", "job_postings_active",
                            "recent_activity", "social_presence", "active_website", "email_found"}) {
    for (const char* no : {"false", "0", R"("no")"}) {
      const std::string said = std::string(R"(")") + which + R"(":)" + no;
      CAPTURE(said);
      if (which == std::string("email_found") && no == std::string("0")) {
        continue;
      }
      CHECK(states("{" + said + "}")[which] == "no");
      CHECK(states(std::string(R"([{"field":")") + which + R"(","value":)" + no + "}]")[which] == "no");
    }
    CHECK(states(std::string(R"({")") + which + R"(":true})")[which] == "yes");
    CHECK(states(std::string(R"({")") + which + R"(":null})").value(which, "unknown") ==
          (which == std::string("email_found") ? "no" : "unknown"));
  }
  CHECK(states(R"({"funding_news":true})")["growth_signals"] == "yes");
  CHECK(states(R"({"funding_news":true,"growth_signals":false})")["growth_signals"] == "no");
}

TEST_CASE("evidence counts as it is written, also as the other commands answer it") {
  const auto told = states(R"({
    "growth_signals":[{"type":"funding_announcements","sentence":"A raised CHF 2m.","date":"TODAY","confidence":0.9}],
    "job_postings":[{"title":"Cook","url":"https://a.example/jobs"}],
    "pain_points":[{"category":"scaling","sentence":"We grow too fast.","confidence":0.8}],
    "technologies":[{"name":"Vue","version":"3","confidence":100,"categories":["frontend"]}],
    "social":[{"url":"https://x.com/a"}]})");
  CHECK(told["funding_news"] == "yes");
  CHECK(told["growth_signals"] == "yes");
  CHECK(told["job_postings_active"] == "yes");
  CHECK(told["social_presence"] == "yes");
  CHECK_FALSE(told.contains("expansion_signals"));
}

TEST_CASE("addresses and numbers among the facts are ways to reach the company") {
  const auto told = states(R"({"email":["info@a.example","INFO@A.example"],"phone":"+41446681800"})");
  CHECK(told["email_found"] == "yes");
  CHECK(told["phone_found"] == "yes");
  CHECK_FALSE(told.contains("multiple_contacts"));
}

TEST_CASE("one address in two spellings is one contact") {
  const auto of = [](const char* contacts) { return states("{}", contacts); };
  CHECK_FALSE(of(R"([{"email":"a@b.ch"},{"email":"A@B.CH"}])").contains("multiple_contacts"));
  CHECK(of(R"([{"email":"a@b.ch"},{"email":"c@b.ch"}])")["multiple_contacts"] == "yes");
}

TEST_CASE("what is no lead or profile is refused with a reason") {
  const std::pair<const char*, const char*> cases[] = {
      {R"({})", R"("lead" is missing)"},
      {R"({"lead":[]})", "must be an object"},
      {R"({"lead":{"contact":[]}})", R"(did you mean "contacts"?)"},
      {R"({"lead":{},"profile":{"weights":{"data_quality":0.5}}})", "sum to 1"},
      {R"({"lead":{},"profile":{"weights":{"data_qualty":0.5}}})", R"(did you mean "data_quality"?)"},
      {R"({"lead":{},"profile":{"points":{"email_found":-1}}})", "must be a whole number"},
      {R"({"lead":{},"profile":{"company_size":"huge"}})", "1-10"},
      {R"({"lead":{},"profile":{"points":{"email_found":20.5}}})", "must be a whole number"},
      {R"({"lead":{"facts":[{"value":1}]}})", R"("field")"},
      {R"({"lead":{"facts":{"job_postings":[{"salary":1}]}}})", R"(unknown key "salary" in "job_postings")"},
      {R"({"lead":{"facts":{"email_verdict":"nonsense"}}})", R"("email_verdict" must be valid, risky)"},
      {R"({"lead":{"facts":{"site_status":"gone fishing"}}})", R"("site_status" must be active, parked)"},
      {R"({"lead":{"facts":{"recent_activity":"yesterday"}}})", R"("recent_activity" must be a date)"},
      {R"({"lead":{"facts":{"growth_signals":[{"text":"A","date":"soon"}]}}})",
       R"("growth_signals.date" must be)"},
      {R"({"lead":{"facts":{"email":"not an email"}}})", R"("email" is no email address)"},
      {R"({"lead":{"facts":{"industry_relevance":true}}})", "must be text: the industry itself"},
      {R"({"lead":{"facts":{"employee_count":"lots"}}})", "or a number of employees"},
      {R"({"lead":{"company":{"name":5}}})", R"("company.name" must be text)"},
      {R"({"lead":{"company":{"size_category":"lots"}}})", R"("company.size_category" must be one of 1-10)"},
      {R"({"lead":{"contacts":[{},{"is_decision_maker":"yes"}]}})",
       R"("contacts[1].is_decision_maker" must be)"},
      {R"({"lead":{"contacts":[{"email":"not an email"}]}})", R"("contacts[0].email" is no email address)"},
      {R"({"lead":{"contacts":[{"phone":"call me"}]}})", R"("contacts[0].phone" holds no telephone number)"},
      {R"({"lead":{"facts":{"bogus":1}}})", "technology_match"},
      {R"({"lead":{"facts":{"bogus":1}}})", "there are name, legal_name,"},
      {R"({"lead":{"facts":{"technologie":"A"}}})", R"(did you mean "technologies"? There are name,)"},
  };
  for (const auto& [request, wanted] : cases) {
    const auto told = ask(request);
    CAPTURE(request, told.dump());
    REQUIRE(told.contains("error"));
    CHECK(told["error"].get<std::string>().find(wanted) != std::string::npos);
  }
}
