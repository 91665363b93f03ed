#include "net/api/page_cursor.hpp"
#include "tests/support/served.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::test;
using nlohmann::json;

namespace {

const std::string some_id = "0190a0a0-0000-7000-8000-000000000001";

void put_rows(served& s, int count) {
  for (int i = 0; i < count; ++i) {
    lead_row r;
    r.id = derive_uuid_v7(wall_time(std::chrono::milliseconds(i)), {});
    r.company_name = "Korn " + std::to_string(i);
    r.lead_score = 90 - i;
    s.inside.rows.push_back(r);
  }
}

void put_lead(served& s) {
  lead l;
  l.company.id = *parse_uuid(some_id);
  l.company.name = "Korn";
  l.version = 3;
  s.inside.leads.push_back(l);
}

seen_response patch(served& s, const std::string& body, const std::string& match) {
  return s.request("PATCH /api/v1/leads/" + some_id + " HTTP/1.1\r\nHost: localhost\r\n" +
                   (match.empty() ? "" : "If-Match: " + match + "\r\n") +
                   "Content-Type: application/json\r\nConnection: close\r\nContent-Length: " +
                   std::to_string(body.size()) + "\r\n\r\n" + body);
}

} // namespace

TEST_CASE("every filter of leads reaches the service") {
  served s;
  s.get("/api/v1/"
        "leads?score_min=10&score_max=90&q=Bio&company_size=11-50&technology=WordPress,Shopify&signal=funding"
        "&source=overpass&tag=vip&has_email=true&has_phone=false&status=contacted&owner=ada&created_since="
        "2026-11-22"
        "&job_id=" +
        some_id + "&sort=-created_at");
  const lead_query& q = s.inside.last_query;
  CHECK(q.score_max == 90);
  CHECK(q.text == "Bio");
  CHECK(q.owner == "ada");
  CHECK(q.job == *parse_uuid(some_id));
  CHECK(q.created_since == parse_rfc3339("2026-11-22T00:00:00Z"));
  CHECK(q.order == lead_order::created);
  CHECK_FALSE(q.ascending);
  CHECK(q.having == std::vector<facet>{{"size", "11-50"},
                                       {"technology", "wordpress"},
                                       {"technology", "shopify"},
                                       {"signal", "funding"},
                                       {"source", "overpass"},
                                       {"tag", "vip"},
                                       {"has", "email"},
                                       {"status", "contacted"}});
  CHECK(q.lacking == std::vector<facet>{{"has", "phone"}});
  s.get("/api/v1/leads?status=new&sort=name");
  CHECK(s.inside.last_query.lacking == std::vector<facet>{{"status", ""}});
  CHECK(s.inside.last_query.ascending);
}

TEST_CASE("a telephone number is looked for by its digits") {
  served s;
  s.get("/api/v1/leads?q=%2B423+239-01.01");
  CHECK(s.inside.last_query.text == "4232390101");
  s.get("/api/v1/leads?q=%2Bplus");
  CHECK(s.inside.last_query.text == "+plus");
}

TEST_CASE("filters that are not valid are named") {
  served s;
  for (const std::string query :
       {"score_max=101", "company_size=7", "has_email=yes", "status=hot", "created_since=yesterday",
        "job_id=x", "job_id=00000000-0000-0000-0000-000000000000", "sort=colour", "sort=--score",
        "technology=", "tag=a,,b", "cursor=abc", "q=!!"}) {
    INFO(query);
    const auto r = s.get("/api/v1/leads?" + query);
    CHECK(r.status == 400);
    CHECK(json::parse(r.body)["errors"][0]["field"] == query.substr(0, query.find('=')));
  }
}

TEST_CASE("a cursor goes on behind the last lead, and nothing else passes for one") {
  served s;
  put_rows(s, 5);
  const json first = s.get_json("/api/v1/leads?limit=2");
  const std::string cursor = first["pagination"]["next_cursor"];
  const json second = s.get_json("/api/v1/leads?limit=3&cursor=" + cursor);
  CHECK(second["leads"][0]["company_name"] == "Korn 2");
  CHECK(second["pagination"]["has_next"] == false);
  CHECK(second["pagination"]["next_cursor"] == nullptr);
  CHECK(s.inside.last_query.after->score == 89);

  CHECK(s.get("/api/v1/leads?score_min=5&cursor=" + cursor).status == 400);
  CHECK(s.get("/api/v1/leads?sort=name&cursor=" + cursor).status == 400);
  CHECK(s.get("/api/v1/leads?offset=2&cursor=" + cursor).status == 400);
  CHECK(s.get("/api/v1/scrape/jobs?cursor=" + cursor).status == 400);
  for (std::size_t i = 0; i < cursor.size(); ++i) {
    std::string changed = cursor;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    lead_query query;
    CHECK_FALSE(api::read_lead_cursor(default_tenant(), query, changed));
  }
  CHECK_FALSE(api::read_lead_cursor({"other"}, lead_query{}, cursor));
  CHECK(api::read_lead_cursor(default_tenant(), lead_query{}, cursor));
}

TEST_CASE("a lead is edited under the version that was read") {
  served s;
  put_lead(s);
  const auto read = s.get("/api/v1/leads/" + some_id);
  CHECK(read.header("ETag") == "\"3\"");
  const std::string edit = R"({"status":"contacted","tags":["VIP","b"],"notes":"one\ntwo","owner":"ada"})";
  CHECK(patch(s, edit, "").status == 428);
  CHECK(patch(s, edit, "\"2\"").status == 412);
  CHECK(patch(s, edit, "W/\"3\"").status == 412);
  const auto done = patch(s, edit, "\"3\"");
  REQUIRE(done.status == 200);
  CHECK(done.header("ETag") == "\"4\"");
  const json body = json::parse(done.body);
  CHECK(body["status"] == "contacted");
  CHECK(body["tags"] == json{"b", "vip"});
  CHECK(body["notes"] == "one\ntwo");
  CHECK(patch(s, R"({"owner":""})", "*").status == 200);
  CHECK(patch(s, R"({"owner":"bea"})", R"("4", "zz", "5")").status == 200);
  CHECK(patch(s, R"({"owner":"bea"})", R"("4", "5")").status == 412);
}

TEST_CASE("null takes away what people wrote on a lead") {
  served s;
  put_lead(s);
  s.inside.leads[0].marks = {lead_status::contacted, {"vip"}, "Called.", "ada"};
  const auto done = patch(s, R"({"tags":null,"notes":null,"owner":null})", "*");
  CHECK(done.status == 200);
  CHECK(s.inside.leads[0].marks == lead_marks{lead_status::contacted, {}, {}, {}});
  const auto refused = patch(s, R"({"status":null})", "*");
  CHECK(refused.status == 400);
  CHECK(json::parse(refused.body)["errors"][0]["field"] == "status");
}

TEST_CASE("what a lead cannot become is refused with a message for each field") {
  served s;
  put_lead(s);
  const std::vector<std::pair<std::string, std::string>> cases{{R"({"status":"hot"})", "status"},
                                                               {R"({"tags":"a"})", "tags"},
                                                               {R"({"tags":[""]})", "tags"},
                                                               {R"({"tags":["a,b"]})", "tags"},
                                                               {R"({"notes":5})", "notes"},
                                                               {R"({"owner":"a\nb"})", "owner"},
                                                               {R"({"lead_score":99})", "lead_score"},
                                                               {"[]", "body"},
                                                               {"{", "body"}};
  for (const auto& [body, field] : cases) {
    INFO(body);
    const auto r = patch(s, body, "*");
    CHECK(r.status == 400);
    CHECK(json::parse(r.body)["errors"][0]["field"] == field);
  }
}

TEST_CASE("a client that has the lead already is told so") {
  served s;
  put_lead(s);
  const auto r =
      s.request("GET /api/v1/leads/" + some_id +
                " HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: \"3\"\r\nConnection: close\r\n\r\n");
  CHECK(r.status == 304);
  CHECK(r.body.empty());
}

TEST_CASE("merges name the leads, and faults are told by field") {
  served s;
  put_lead(s);
  const std::string other = "0190a0a0-0000-7000-8000-000000000002";
  const std::string path = "/api/v1/leads/" + some_id;
  CHECK(s.post(path + "/merge", R"({"with": [")" + other + R"("]})").status == 200);
  REQUIRE(s.inside.decisions.size() == 1);
  CHECK(s.inside.decisions[0].merge);
  CHECK(s.inside.decisions[0].leads == std::vector<uuid>{*parse_uuid(some_id), *parse_uuid(other)});
  const auto parted = s.post(path + "/unmerge", "");
  CHECK(parted.status == 200);
  CHECK(json::parse(parted.body).at("leads").size() == 1);
  CHECK_FALSE(s.inside.decisions[1].merge);

  for (const std::string body : {R"({})", R"({"with": []})", R"({"with": ["x"]})", R"({"with": "x"})"}) {
    CHECK(s.post(path + "/merge", body).status == 400);
  }
  CHECK(s.post(path + "/merge", R"({"with": [")" + some_id + R"("]})").status == 400);
  CHECK(s.post("/api/v1/leads/nothing/merge", R"({"with": [")" + other + R"("]})").status == 404);
  CHECK(s.inside.decisions.size() == 2);
}
