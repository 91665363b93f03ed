#include "domain/delivery/signature.hpp"
#include "net/api/http.hpp"
#include "tests/support/served.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::test;
using nlohmann::json;

namespace {

const std::string path = "/api/v1/webhook/results";
const std::string body = R"({"job_id":"0190a0a0-0000-7000-8000-0000000000aa","status":"completed",)"
                         R"("results_summary":{"total_found":45,"high_quality":32,"medium_quality":13,)"
                         R"("processing_time":"00:05:23"}})";

std::string secret_of(char letter) {
  std::uint64_t bytes = 0x0101010101010101U * static_cast<unsigned char>(letter);
  return delivery::make_secret([bytes] { return bytes; });
}

serve::server_options trusting() {
  serve::server_options options;
  options.workers = std::make_shared<const std::vector<api::worker>>(
      std::vector{api::worker{tenant_id{"a"}, secret_of('a')}, api::worker{tenant_id{"b"}, secret_of('b')}});
  return options;
}

std::int64_t now_seconds() {
  return std::chrono::duration_cast<std::chrono::seconds>(system_wall_time().time_since_epoch()).count();
}

seen_response report(served& s, const std::string& content, const std::string& signature, std::int64_t at) {
  return s.request("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" +
                   "Content-Type: application/json\r\nwebhook-id: msg_1\r\nwebhook-timestamp: " +
                   std::to_string(at) + "\r\nwebhook-signature: " + signature +
                   "\r\nContent-Length: " + std::to_string(content.size()) + "\r\n\r\n" + content);
}

seen_response report(served& s, const std::string& content) {
  const auto now = now_seconds();
  return report(s, content, delivery::sign(secret_of('b'), "msg_1", now, content), now);
}

} // namespace

TEST_CASE("a signed report becomes an entry of the job's log") {
  served s(trusting());
  const auto r = report(s, body);
  CHECK(r.status == 200);
  CHECK(json::parse(r.body)["recorded"] == true);
  REQUIRE(s.inside.logged.size() == 1);
  const json entry = json::parse(s.inside.logged[0]);
  CHECK(entry["source"] == "worker");
  CHECK(entry["reason"] == "completed");
  CHECK(entry["message"] == "45 found, 32 of high and 13 of medium quality, in 00:05:23");
}

TEST_CASE("a report that nobody trusted has signed is refused") {
  served s(trusting());
  const auto now = now_seconds();
  const auto sign = [&](const std::string& secret, std::int64_t at) {
    return delivery::sign(secret, "msg_1", at, body);
  };
  CHECK(report(s, body, sign(secret_of('c'), now), now).status == 401);
  CHECK(report(s, body, "v1,", now).status == 401);
  CHECK(report(s, body, sign(secret_of('a'), now - 301), now - 301).status == 401);
  CHECK(report(s, body, sign(secret_of('a'), now + 320), now + 320).status == 401);
  CHECK(report(s, body + " ", sign(secret_of('a'), now), now).status == 401);
  CHECK(s.post(path, body).status == 401);
  served closed;
  CHECK(report(closed, body).status == 401);
  CHECK(s.inside.logged.empty());
}

TEST_CASE("a report that is not in order gets a message for each field") {
  served s(trusting());
  const json whole = json::parse(body);
  const auto with = [&](const char* place, const json& value) {
    json changed = whole;
    changed[json::json_pointer(place)] = value;
    return changed.dump();
  };
  const std::vector<std::pair<std::string, std::string>> cases{
      {with("/job_id", "x"), "job_id"},
      {with("/status", "done"), "status"},
      {with("/other", 1), "other"},
      {with("/results_summary", nullptr), "results_summary"},
      {with("/results_summary/total_found", -1), "results_summary.total_found"},
      {with("/results_summary/total_found", 44), "results_summary.total_found"},
      {with("/results_summary/high_quality", "32"), "results_summary.high_quality"},
      {with("/results_summary/other", 1), "results_summary.other"},
      {with("/results_summary/processing_time", "00:60:00"), "results_summary.processing_time"},
      {with("/results_summary/processing_time", "5 min"), "results_summary.processing_time"},
  };
  for (const auto& [content, field] : cases) {
    INFO(content);
    const auto r = report(s, content);
    CHECK(r.status == 400);
    CHECK(json::parse(r.body)["errors"][0]["field"] == field);
  }
}
