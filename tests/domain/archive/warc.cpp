#include "domain/archive/warc.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace leadstream;

namespace {

page some_page() {
  page answer;
  answer.url = "https://example.test/a?b=1";
  answer.status = 200;
  answer.headers = {{"Content-Type", "text/html"},
                    {"Content-Encoding", "gzip"},
                    {"Content-Length", "12"},
                    {"Set-Cookie", "a=1"},
                    {"Set-Cookie", "b=2"}};
  answer.body = std::string("hello\r\n\r\nWARC/1.1\r\n\0 world", 25);
  answer.fetched_at = *parse_rfc3339("2026-11-22T10:15:30.123Z");
  return answer;
}

} // namespace

TEST_CASE("A page becomes a record and the record the same page") {
  const page before = some_page();
  const auto written =
      archive::write(archive::response(before, "<urn:uuid:1>", archive::payload_digest(before.body)));
  std::size_t rest = 0;

  const auto read = archive::read(written + "WARC/1.1\r\n", {}, &rest);

  REQUIRE(read);
  CHECK(rest == written.size());
  CHECK(read->type == "response");
  CHECK(read->id == "<urn:uuid:1>");
  const auto after = archive::to_page(*read);
  REQUIRE(after);
  CHECK(after->url == before.url);
  CHECK(after->status == 200);
  CHECK(after->body == before.body);
  CHECK(after->fetched_at == before.fetched_at);
  REQUIRE(after->headers.size() == before.headers.size());
  for (std::size_t i = 0; i < before.headers.size(); ++i) {
    CHECK(after->headers[i].name == before.headers[i].name);
    CHECK(after->headers[i].value == before.headers[i].value);
  }
}

TEST_CASE("Other readers see the decoded body with its own length") {
  const auto made = archive::response(some_page(), "<urn:uuid:1>", "sha256:X");
  CHECK(made.content.find("\r\nContent-Length: 25\r\n\r\n") != std::string::npos);
  CHECK(made.content.find("\r\nContent-Encoding:") == std::string::npos);
  CHECK(made.content.find("\r\nX-Archive-Orig-Content-Encoding: gzip\r\n") != std::string::npos);
}

TEST_CASE("A request tells the length of its body when it has one") {
  http_request asked;
  asked.url = "http://a.test/x";
  CHECK(archive::request(asked, some_page(), "<urn:uuid:2>", "<urn:uuid:1>").content ==
        "GET /x HTTP/1.1\r\nHost: a.test\r\n\r\n");
  asked.url = "http://a.test:8080/x";
  asked.headers = {{"User-Agent", "Bot/1.0"}};
  asked.method = "POST";
  asked.body = "q=1";
  CHECK(archive::request(asked, some_page(), "<urn:uuid:2>", "<urn:uuid:1>").content ==
        "POST /x HTTP/1.1\r\nHost: a.test:8080\r\nUser-Agent: Bot/1.0\r\nContent-Length: 3\r\n\r\nq=1");
}

TEST_CASE("A revisit names the record that holds its body") {
  const auto made = archive::revisit(some_page(), "<urn:uuid:2>", "sha256:X", "<urn:uuid:1>", some_page());
  CHECK(find_header(made.fields, "WARC-Refers-To") == "<urn:uuid:1>");
  CHECK(find_header(made.fields, "WARC-Refers-To-Date") == "2026-11-22T10:15:30.123Z");
  CHECK(made.content.find("hello") == std::string::npos);
  CHECK(archive::to_page(made)->status == 200);
}

TEST_CASE("A field from the network cannot begin another field of the record") {
  page answer = some_page();
  answer.headers = {{"X", "a\r\nWARC-Type: request\r\n\r\nbody"}};
  const auto read = archive::read(archive::write(archive::response(answer, "<urn:uuid:1>", "sha256:X")));
  REQUIRE(read);
  const auto page_again = archive::to_page(*read);
  REQUIRE(page_again);
  CHECK(page_again->headers.size() == 1);
  CHECK(page_again->body == answer.body);
}

TEST_CASE("What is no record is told apart") {
  const auto whole = archive::write(archive::response(some_page(), "<urn:uuid:1>", "sha256:X"));
  for (const std::string& bytes :
       {std::string(), std::string("WARC/1.1"), std::string("HTTP/1.1 200 OK\r\n\r\n"), whole.substr(0, 40),
        whole.substr(0, whole.size() - 20), std::string("WARC/1.1\r\nContent-Length: -1\r\n\r\n"),
        std::string("WARC/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n"),
        std::string("WARC/1.1\r\nContent-Length: 70000000\r\n\r\n")}) {
    INFO(bytes.substr(0, 60));
    CHECK_FALSE(archive::read(bytes));
  }
}

TEST_CASE("The digest of a payload is SHA-256 in base 32") {
  CHECK(archive::payload_digest("") == "sha256:4OYMIQUY7QOBJGX36TEJS35ZEQT24QPEMSNZGTFESWMRW6CSXBKQ====");
}
