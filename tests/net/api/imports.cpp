#include "tests/support/fake_legal.hpp"
#include "tests/support/served.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::test;
using nlohmann::json;

namespace {

std::string rows(int count) {
  std::string text = "name,website\n";
  for (int i = 0; i < count; ++i) {
    text += "Company " + std::to_string(i) + ",https://c" + std::to_string(i) + ".example\n";
  }
  return text;
}

/// The same bytes in chunks of that size.
std::string chunked(const std::string& body, std::size_t size) {
  std::string out;
  for (std::size_t at = 0; at < body.size(); at += size) {
    const std::string piece = body.substr(at, size);
    char length[24];
    std::snprintf(length, sizeof length, "%zx\r\n", piece.size());
    out += length + piece + "\r\n";
  }
  return out + "0\r\n\r\n";
}

std::string chunked_request(const std::string& body, std::size_t size) {
  return "POST /api/v1/imports HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nTransfer-Encoding: "
         "chunked\r\nConnection: close\r\n\r\n" +
         chunked(body, size);
}

} // namespace

TEST_CASE("an import is sent to the service in batches, whatever the pieces that it arrives in") {
  const std::string body = rows(1'000);
  for (const std::size_t size : {7UL, 1'000UL, 100'000UL}) {
    served s;
    const auto r = s.request(chunked_request(body, size));
    REQUIRE(r.status == 200);
    const json told = json::parse(r.body);
    CHECK(told["rows"] == 1'000);
    CHECK(told["stored"] == 1'000);
    CHECK(s.inside.imported == 1'000);
  }
  served s;
  CHECK(json::parse(s.post("/api/v1/imports", body, "text/csv").body)["stored"] == 1'000);
}

TEST_CASE("a dry run shows how rows are understood and stores none") {
  served s;
  const json told = json::parse(s.post("/api/v1/imports?dry_run=true&map=name=Firma",
                                       "Firma;x\nKorn AG;1\n;2\n!;3\n", "text/csv; charset=utf-8")
                                    .body);
  CHECK(s.inside.imported == 0);
  CHECK(told["columns"] ==
        json{{{"header", "Firma"}, {"column", "name"}}, {{"header", "x"}, {"column", nullptr}}});
  CHECK(told["preview"][0]["name"] == "Korn AG");
  REQUIRE(told["refusals"].size() == 2);
  CHECK(told["refusals"][0]["line"] == 3);
  CHECK(told["refusals"][1]["line"] == 4);
  CHECK(told["preview"][0]["problem"].is_null());
  CHECK(told["preview"][1]["problem"] == told["refusals"][0]["reason"]);
  CHECK(told["preview"][2]["problem"] == told["refusals"][1]["reason"]);
}

TEST_CASE("a dry run knows who is suppressed") {
  // given
  fake_legal desk;
  const auto forbid = [&](law::subject_kind kind, const char* value) {
    desk.suppressed->add(default_tenant(), kind, law::hash_of(*law::read_subject(kind, value)));
  };
  forbid(law::subject_kind::domain, "korn.example");
  forbid(law::subject_kind::email, "ada@berg.example");
  serve::server_options options;
  options.legal = &desk;
  served s(options);

  // when
  const json told = json::parse(s.post("/api/v1/imports?dry_run=true",
                                       "name,website,email\nKorn AG,https://www.korn.example,\n"
                                       "Berg AG,https://berg.example,ada@berg.example\n",
                                       "text/csv")
                                    .body);

  // then
  REQUIRE(told["refusals"].size() == 1);
  CHECK(told["refusals"][0]["line"] == 2);
  CHECK(told["refusals"][0]["reason"] == "it is on the suppression list");
  REQUIRE(told["warnings"].size() == 1);
  CHECK(told["warnings"][0]["line"] == 3);
}

TEST_CASE("a value that cannot be used is a warning of its line and column, and its row is taken") {
  served s;
  const std::string body =
      "name,phone,email,size,lat\nKorn AG,12,nobody,gigantic,north\nBerg AG,044 668 18 00,"
      "info@berg.example,51-200,47.3\n";
  const json told = json::parse(s.post("/api/v1/imports?dry_run=true&region=CH", body, "text/csv").body);
  CHECK(told["refused"] == 0);
  json where = json::array();
  for (const json& one : told["warnings"]) {
    where.push_back({one["line"], one["field"], one["value"]});
    CHECK(one["reason"].get<std::string>().ends_with('.'));
  }
  CHECK(where == json{{2, "latitude", "north"},
                      {2, "phone", "12"},
                      {2, "email", "nobody"},
                      {2, "employees", "gigantic"}});
  CHECK(told["warnings_left_out"] == 0);
}

TEST_CASE("what the service leaves out of stored rows is told by their lines") {
  served s;
  s.inside.import_warnings = {{1, {"employee_count", "gigantic", "The size is none."}}};
  const json told = json::parse(s.post("/api/v1/imports", "name\nA AG\n\nB AG\n", "text/csv").body);
  CHECK(told["stored"] == 2);
  CHECK(told["warnings"] ==
        json{{{"line", 4}, {"field", "employees"}, {"value", "gigantic"}, {"reason", "The size is none."}}});
}

TEST_CASE("numbers of a row are read by the country that it names, before that of the request") {
  served s;
  const json told = json::parse(s.post("/api/v1/imports?dry_run=true&region=US",
                                       "name,phone,country\nKorn AG,044 668 18 00,CH\n", "text/csv")
                                    .body);
  CHECK(told["warnings"].empty());
}

TEST_CASE("an import larger than its limit, or none at all, is refused") {
  serve::server_options options;
  options.http.upload_bytes = 2'000;
  served s(options);
  CHECK(s.post("/api/v1/imports", rows(1'000), "text/csv").status == 413);
  CHECK(s.request(chunked_request(rows(1'000), 100)).status == 413);
  CHECK(s.post("/api/v1/imports", "colour\nred\n", "text/csv").status == 400);
  CHECK(s.post("/api/v1/imports", "name\nx\n", "application/xml").status == 415);
  for (const char* region : {"XX", "ch", "Switzerland", "001"}) {
    CHECK(s.post("/api/v1/imports?region=" + std::string(region), "name\nx\n", "text/csv").status == 400);
  }
  CHECK(s.post("/api/v1/imports?sauce=x", "name\nx\n", "text/csv").status == 400);
  CHECK(s.post("/api/v1/imports", std::string("PK\x03\x04") + std::string(1'000, '\0') + "\n", "text/csv")
            .status == 400);
  CHECK(s.post("/api/v1/imports", "\"never ends", "text/csv").status == 400);
}

TEST_CASE("a connection goes on behind an import") {
  served s;
  raw_client client(s.port);
  const std::string body = rows(10);
  const std::string head =
      "POST /api/v1/imports HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nContent-Length: " +
      std::to_string(body.size()) + "\r\n\r\n";
  client.send(head + body + head + body);
  CHECK(read_response(client, false).status == 200);
  CHECK(read_response(client, false).status == 200);
  CHECK(s.inside.imported == 20);
}
