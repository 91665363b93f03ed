#include "tests/support/served.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::test;
using nlohmann::json;

namespace {

const wall_time morning = *parse_rfc3339("2026-11-22T10:00:00Z");
const std::string some_id = "0190a0a0-0000-7000-8000-000000000001";

lead_row row(const std::string& name, int score) {
  lead_row r;
  r.id = *parse_uuid(some_id);
  r.company_name = name;
  r.industry = "bakery";
  r.lead_score = score;
  r.email = "info@a.example";
  r.phone = "+4232390101";
  r.created_at = r.updated_at = morning;
  return r;
}

std::vector<std::string> faulty_fields(const seen_response& r) {
  std::vector<std::string> names;
  const json body = json::parse(r.body);
  for (const auto& e : body["errors"]) {
    names.push_back(e["field"]);
    CHECK_FALSE(e["detail"].get<std::string>().empty());
  }
  return names;
}

} // namespace

TEST_CASE("a search is accepted once it is stored") {
  served s;
  const auto r =
      s.post("/api/v1/scrape/search",
             R"({"industry":" dentist ","location":"Vaduz","company_size":"11-50","max_results":10})");
  CHECK(r.status == 202);
  const json body = json::parse(r.body);
  CHECK(body["status"] == "initiated");
  CHECK(parse_uuid(body["job_id"].get<std::string>()));
  CHECK(parse_rfc3339(body["estimated_completion"].get<std::string>()));
  REQUIRE(s.inside.submitted.size() == 1);
  CHECK(s.inside.submitted[0] == search_criteria{"dentist", "Vaduz", size_category::s11_50, 10});
}

TEST_CASE("a search that is not valid is refused with a message for each field") {
  served s;
  using fields = std::vector<std::string>;
  const std::vector<std::pair<std::string, fields>> cases{
      {"", {"body"}},
      {"[]", {"body"}},
      {"{\"industry\":", {"body"}},
      {"{}", {"industry", "location"}},
      {R"({"industry":"","location":"  "})", {"industry", "location"}},
      {R"({"industry":5,"location":"a"})", {"industry"}},
      {R"({"industry":"a","location":"b","company_size":"12"})", {"company_size"}},
      {R"({"industry":"a","location":"b","max_results":0})", {"max_results"}},
      {R"({"industry":"a","location":"b","max_results":10001})", {"max_results"}},
      {R"({"industry":"a","location":"b","max_results":-1})", {"max_results"}},
      {R"({"industry":"a","location":"b","max_results":1.5})", {"max_results"}},
      {R"({"industry":"a","location":"b","max_results":true})", {"max_results"}},
      {R"({"industry":"a","location":"b","tenant_id":"x"})", {"tenant_id"}},
      {R"({"industry":"a","industry":"b","location":"c"})", {"industry"}},
      {R"({"industry":"a\u0000b","location":"c"})", {"industry"}},
      {R"({"industry":")" + std::string(51, 'a') + R"(","location":"c"})", {"industry"}},
      {R"({"industry":"a","location":"95,9,96,10"})", {"location"}},
      {R"({"industry":"a","location":"47.2, 9.5, 47.1, 9.6"})", {"location"}},
      {R"({"industry":"a","location":"nan,nan,nan,nan"})", {"location"}},
      {std::string(100'000, '['), {"body"}},
  };
  for (const auto& [body, expected] : cases) {
    INFO(body.substr(0, 80));
    const auto r = s.post("/api/v1/scrape/search", body);
    CHECK(r.status == 400);
    CHECK(faulty_fields(r) == expected);
  }
}

TEST_CASE("leads are listed by pages") {
  served s;
  for (int i = 0; i < 45; ++i) {
    s.inside.rows.push_back(row("Korn " + std::to_string(i), 90 - i));
  }
  const json first = s.get_json("/api/v1/leads?score_min=5&industry=Bak&location=vad%C3%BCz+x");
  CHECK(first["leads"].size() == 20);
  CHECK(first["total_count"] == 45);
  CHECK(first["pagination"]["has_next"] == true);
  CHECK(first["pagination"]["has_prev"] == false);
  CHECK(first["pagination"]["next_offset"] == 20);
  CHECK(first["leads"][0]["company_name"] == "Korn 0");
  CHECK(s.inside.last_query.score_min == 5);
  CHECK(s.inside.last_query.industry == "Bak");
  CHECK(s.inside.last_query.location == "vadüz x");
  const json last = s.get_json("/api/v1/leads?limit=20&offset=40");
  CHECK(last["leads"].size() == 5);
  CHECK(last["pagination"] ==
        json{{"has_next", false}, {"has_prev", true}, {"next_offset", nullptr}, {"next_cursor", nullptr}});
}

TEST_CASE("parameters that are not valid are named") {
  served s;
  const std::vector<std::pair<std::string, std::string>> cases{
      {"limit=0", "limit"},
      {"limit=101", "limit"},
      {"limit=-1", "limit"},
      {"limit=1e3", "limit"},
      {"limit=0x10", "limit"},
      {"limit=", "limit"},
      {"offset=-1", "offset"},
      {"offset=1e12", "offset"},
      {"offset=99999999999999999999", "offset"},
      {"score_min=101", "score_min"},
      {"score_min=NaN", "score_min"},
      {"colour=red", "colour"},
      {"limit=5&limit=6", "limit"},
      {"industry=%zz", "industry"},
      {"industry=%00", "industry"},
      {"industry=%ff", "industry"},
      {"industry=%0d%0a", "industry"},
  };
  for (const auto& [query, field] : cases) {
    INFO(query);
    const auto r = s.get("/api/v1/leads?" + query);
    CHECK(r.status == 400);
    CHECK(faulty_fields(r) == std::vector<std::string>{field});
  }
}

TEST_CASE("a lead is shown with all that is known of it") {
  served s;
  lead l;
  l.company.id = *parse_uuid(some_id);
  l.company.name = "Korn";
  l.company.lead_score = 55;
  l.company.created_at = l.company.updated_at = morning;
  l.contacts.push_back({uuid{}, "Ada", "CEO", "ada@a.example", "+4232390101", "", true, 0.9, morning});
  l.intelligence.growth_signals = {"hires"};
  l.breakdown.total = 55;
  l.breakdown.categories = {
      {"contact_completeness", 45, 70, 16.0714, {{"email_found", 20, criterion_state::yes, {"x"}}}},
      {"engagement_potential", 0, 45, 0, {{"funding_news", 0, criterion_state::unknown, {}}}}};
  l.provenance.push_back({"name", "Korn", "overpass", "https://o.example", morning, "osm_tag", 1.0});
  s.inside.leads.push_back(l);
  const json body = s.get_json("/api/v1/leads/" + some_id);
  CHECK(body["company"]["name"] == "Korn");
  CHECK(body["company"]["size_category"].is_null());
  CHECK(body["contacts"][0]["is_decision_maker"] == true);
  CHECK(body["intelligence"]["growth_signals"] == json{"hires"});
  CHECK(body["intelligence"]["pain_points"] == json::array());
  CHECK(body["score_breakdown"]["contact_completeness"] == 16.07);
  CHECK(body["score_breakdown"]["total"] == 55);
  CHECK(body["score_breakdown"]["criteria"][1]["state"] == "unknown");
  CHECK(body["provenance"][0]["source"] == "overpass");
}

TEST_CASE("ids that are not there are not found") {
  served s;
  for (const char* target : {"/api/v1/leads/", "/api/v1/scrape/status/"}) {
    CHECK(s.get(std::string(target) + "0190a0a0-0000-7000-8000-00000000ffff").status == 404);
    CHECK(s.get(std::string(target) + "nonsense").status == 404);
  }
}

TEST_CASE("a domain opts out in its own letters") {
  served s;
  const auto answer = s.request("PUT /api/v1/opt-outs/B%C3%BCcher.example HTTP/1.1\r\nHost: localhost\r\n"
                                "Content-Length: 0\r\nConnection: close\r\n\r\n");
  CHECK(answer.status == 200);
  REQUIRE(s.inside.opt_outs.size() == 1);
  CHECK(s.inside.opt_outs[0].domain == "xn--bcher-kva.example");
}

TEST_CASE("the page about the crawler says the limit that is set") {
  served s;
  s.inside.who.requests_per_minute = 90;
  CHECK(s.get("/bot").body.find("90 requests a minute to a host at most") != std::string::npos);
  s.inside.who.requests_per_minute = 0;
  CHECK(s.get("/bot").body.find("no limit") != std::string::npos);
}

TEST_CASE("a job is shown, listed and cancelled once") {
  served s;
  job j;
  j.id = *parse_uuid(some_id);
  j.status = job_status::running;
  j.progress = 40;
  j.results_count = 7;
  j.errors.push_back({"website", "https://a.example", "robots_denied", "robots.txt forbids it", morning});
  s.inside.jobs.push_back(j);
  for (const char* step : {"asked", "split", "breaker_opened", "fallback"}) {
    event entry;
    entry.payload =
        std::make_shared<const std::string>(R"({"source":"google","step":")" + std::string(step) + R"("})");
    s.inside.job_log.entries.push_back(entry);
  }
  const json status = s.get_json("/api/v1/scrape/status/" + some_id);
  CHECK(status["job_id"] == some_id);
  CHECK(status["status"] == "running");
  CHECK(status["progress"] == 40);
  CHECK(status["results_count"] == 7);
  CHECK(status["errors"][0]["reason"] == "robots_denied");
  REQUIRE(status["decisions"].size() == 3);
  CHECK(status["decisions"][1]["step"] == "breaker_opened");
  CHECK(status["decisions"][2]["step"] == "fallback");
  CHECK(parse_rfc3339(status["estimated_completion"].get<std::string>()));
  CHECK(s.get_json("/api/v1/scrape/jobs?status=running")["total_count"] == 1);
  CHECK(s.get("/api/v1/scrape/jobs?status=odd").status == 400);
  const auto cancelled = s.post("/api/v1/scrape/jobs/" + some_id + "/cancel", "");
  CHECK(cancelled.status == 200);
  CHECK(json::parse(cancelled.body)["status"] == "cancelled");
  CHECK(s.post("/api/v1/scrape/jobs/" + some_id + "/cancel", "").status == 409);
}

TEST_CASE("leads are exported as CSV, the fields chosen and ordered") {
  served s;
  s.inside.rows = {row("Korn, \"Brot\"", 90), row("=cmd()", 10)};
  const auto r = s.get("/api/v1/export/csv");
  CHECK(r.status == 200);
  CHECK(r.head.find("Content-Disposition: attachment; filename=\"leads.csv\"") != std::string::npos);
  CHECK(r.body == "company_name,email,phone,lead_score\r\n"
                  "\"Korn, \"\"Brot\"\"\",info@a.example,'+4232390101,90\r\n"
                  "'=cmd(),info@a.example,'+4232390101,10\r\n");
  CHECK(s.get("/api/v1/export/csv?fields=score,name,industry")
            .body.starts_with("lead_score,company_name,industry\r\n90,"));
  CHECK(s.get("/api/v1/export/csv?lead_ids=" + some_id).status == 200);
  CHECK(s.inside.last_query.ids.size() == 1);
}

TEST_CASE("an export in many pieces is whole") {
  served s;
  for (int i = 0; i < 5'000; ++i) {
    s.inside.rows.push_back(row("Company " + std::to_string(i), 1));
  }
  const std::string body = s.get("/api/v1/export/csv?fields=name").body;
  CHECK(std::count(body.begin(), body.end(), '\n') == 5'001);
  CHECK(body.ends_with("Company 4999\r\n"));
}

TEST_CASE("an export that is asked for wrongly is refused") {
  served s;
  for (const char* query :
       {"fields=password_hash", "fields=name,name", "fields=", "lead_ids=1,2", "lead_ids=", "x=1"}) {
    INFO(query);
    CHECK(s.get(std::string("/api/v1/export/csv?") + query).status == 400);
  }
}
