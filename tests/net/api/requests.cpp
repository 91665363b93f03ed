#include "tests/support/served.hpp"

#include <catch2/catch.hpp>

#include <map>

using namespace leadstream;
using namespace leadstream::test;
using nlohmann::json;

namespace {

const std::string some_id = "0190a0a0-0000-7000-8000-000000000001";

/// Keys in memory, for one client.
class remembered_keys final : public idempotency_keys {
public:
  void claim(const tenant_id&, const keyed_request& asked, completion<key_claim> done) override {
    const auto [kept, is_new] = kept_.try_emplace(asked.key, asked.fingerprint, "");
    key_claim claim;
    claim.seed = asked.seed;
    claim.answer = kept->second.second;
    claim.what = is_new                                    ? key_claim::kind::first
                 : kept->second.first != asked.fingerprint ? key_claim::kind::other_content
                                                           : key_claim::kind::answered;
    done(claim);
  }
  void keep(const tenant_id&, const keyed_request& asked, const std::string& answer,
            completion<leadstream::done> done) override {
    kept_.at(asked.key).second = answer;
    done(leadstream::done{});
  }
  void release(const tenant_id&, const keyed_request& asked, completion<leadstream::done> done) override {
    kept_.erase(asked.key);
    done(leadstream::done{});
  }

private:
  std::map<std::string, std::pair<std::string, std::string>> kept_;
};

serve::server_options remembering() {
  serve::server_options options;
  options.keys = std::make_shared<remembered_keys>();
  return options;
}

seen_response post(served& s, const std::string& target, const std::string& fields,
                   const std::string& body = R"({"industry":"dentist","location":"Vaduz"})") {
  return s.request("POST " + target + " HTTP/1.1\r\nHost: localhost\r\n" + fields +
                   "Content-Type: application/json\r\nConnection: close\r\nContent-Length: " +
                   std::to_string(body.size()) + "\r\n\r\n" + body);
}

const std::string search = "/api/v1/scrape/search";

} // namespace

TEST_CASE("a request with a key is done once") {
  served s(remembering());
  const auto first = post(s, search, "Idempotency-Key: a\r\n");
  CHECK(first.status == 202);
  const auto second = post(s, search, "Idempotency-Key: \"a\"\r\n");
  CHECK(second.body == first.body);
  CHECK(second.header("Idempotency-Replayed") == "true");
  CHECK(s.inside.submitted.size() == 1);
  CHECK(post(s, search, "Idempotency-Key: a\r\n", R"({"industry":"baker","location":"Vaduz"})").status ==
        422);
}

TEST_CASE("a key that is none, or that would be passed over, is refused") {
  served s(remembering());
  CHECK(post(s, search, "Idempotency-Key: a\r\nIdempotency-Key: b\r\n").status == 400);
  CHECK(post(s, search, "Idempotency-Key:\r\n").status == 400);
  CHECK(post(s, search, "Idempotency-Key: a b\r\n").status == 400);
  CHECK(s.inside.submitted.empty());
  for (const std::string target : {"/api/v1/webhooks", "/api/v1/keys", "/api/v1/auth/login",
                                   "/api/v1/imports", "/api/v1/access", "/api/v1/webhook/results"}) {
    INFO(target);
    const auto r = post(s, target, "Idempotency-Key: a\r\n", "{}");
    CHECK(r.status == 400);
    CHECK(json::parse(r.body)["errors"][0]["field"] == "Idempotency-Key");
  }
}

TEST_CASE("what a resource does not know is refused wherever it stands") {
  served s;
  for (const std::string target : {"/health?x=1", "/openapi.json?x=1", "/api/v1/sources?x", "/bot?x=1",
                                   "/api/v1/leads/0190a0a0-0000-7000-8000-000000000001?bogus=1"}) {
    INFO(target);
    CHECK(s.get(target).status == 400);
  }
  CHECK(s.get("/health?").status == 200);
  for (const std::string& target :
       {"/api/v1/leads/" + some_id + "/unmerge", "/api/v1/scrape/jobs/" + some_id + "/replay",
        "/api/v1/scrape/jobs/" + some_id + "/cancel", std::string("/api/v1/ws/tickets")}) {
    INFO(target);
    const auto r = s.post(target, R"({"x":1})");
    CHECK(r.status == 400);
    CHECK(json::parse(r.body)["errors"][0]["field"] == "x");
    CHECK(s.post(target, "{}").status != 400);
  }
}

TEST_CASE("many faults are told by the first of them") {
  served s;
  json body{{"industry", "dentist"}, {"location", "Vaduz"}};
  for (int i = 0; i < 5'000; ++i) {
    body["unknown" + std::to_string(i)] = i;
  }
  const auto r = s.post(search, body.dump());
  CHECK(r.status == 400);
  const json errors = json::parse(r.body)["errors"];
  CHECK(errors.size() == 21);
  CHECK(errors.back()["detail"] == "… and 4980 more");
}

TEST_CASE("a whole number may be written with a fraction of nothing") {
  served s;
  CHECK(s.post(search, R"({"industry":"a","location":"b","max_results":100.0})").status == 202);
  CHECK(s.inside.submitted.at(0).max_results == 100);
  CHECK(s.post(search, R"({"industry":"a","location":"b","max_results":1e300})").status == 400);
}

TEST_CASE("an export that fails ahead of its first byte is answered with the problem") {
  served s;
  s.inside.failing_cursor = true;
  const auto r = s.get("/api/v1/export/csv");
  CHECK(r.status == 503);
  CHECK(r.header("Content-Disposition").empty());
  CHECK(json::parse(r.body)["detail"] == "the database is away");
}
