#include "net/client/http_client.hpp"

#include "tests/support/raw_server.hpp"

#include <catch2/catch.hpp>

#include <mutex>

using namespace leadstream;
using namespace leadstream::client;
using leadstream::test::raw_connection;
using leadstream::test::raw_server;

namespace {

std::string at(const raw_server& server) {
  return "http://127.0.0.1:" + std::to_string(server.port()) + "/";
}

raw_server::script answer(std::string text) {
  return [text = std::move(text)](raw_connection& connection) {
    while (!connection.read_request().empty() && connection.write(text)) {
    }
  };
}

} // namespace

TEST_CASE("An answer of the server comes with status, type and body, whatever the status") {
  raw_server server(answer("HTTP/1.1 404 Not Found\r\nContent-Type: application/problem+json\r\n"
                           "Content-Length: 2\r\n\r\n{}"));
  http_client client(at(server));

  const auto got = client.get("/api/v1/leads?limit=1");

  REQUIRE(got);
  CHECK(got->status == 404);
  CHECK(got->content_type == "application/problem+json");
  CHECK(got->body == "{}");
}

TEST_CASE("A posted document arrives as JSON, and the connection is kept") {
  std::mutex mutex;
  std::string seen;
  raw_server server([&](raw_connection& connection) {
    for (auto request = connection.read_request(); !request.empty(); request = connection.read_request()) {
      const std::lock_guard lock(mutex);
      seen = request + connection.read_body(8);
      connection.write("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");
    }
  });
  http_client client(at(server));

  CHECK(client.post("/search", R"({"a": 1})")->status == 202);
  CHECK(client.post("/search", R"({"a": 1})")->status == 202);

  const std::lock_guard lock(mutex);
  CHECK(seen.starts_with("POST /search HTTP/1.1\r\n"));
  CHECK(seen.find("Content-Type: application/json\r\n") != std::string::npos);
  CHECK(seen.ends_with(R"({"a": 1})"));
  CHECK(server.connections() == 1);
}

TEST_CASE("Nobody at the address is unavailable, and the remedy is named") {
  std::string address;
  {
    raw_server gone(answer(""));
    address = at(gone);
  }
  const auto got = http_client(address).get("/health");

  REQUIRE_FALSE(got);
  CHECK(got.problem().code == error_code::unavailable);
  CHECK(got.problem().message.find("leadstream serve") != std::string::npos);
}

TEST_CASE("A download is handed on in pieces and ends when nobody takes them") {
  const std::string line(10'000, 'x');
  raw_server server(answer("HTTP/1.1 200 OK\r\nContent-Length: 20000\r\n\r\n" + line + line));
  http_client client(at(server));
  std::size_t bytes = 0;

  const auto whole = client.download("/export", [&](std::string_view piece) {
    bytes += piece.size();
    return true;
  });
  REQUIRE(whole);
  CHECK(whole->body.empty());
  CHECK(bytes == 20'000);

  const auto ended = client.download("/export", [](std::string_view) { return false; });
  REQUIRE_FALSE(ended);
  CHECK(ended.problem().code == error_code::cancelled);
}

TEST_CASE("A download that is refused keeps the server's words") {
  raw_server server(answer("HTTP/1.1 400 Bad Request\r\nContent-Length: 2\r\n\r\n{}"));

  const auto got = http_client(at(server)).download("/export", [](std::string_view) { return false; });

  REQUIRE(got);
  CHECK(got->body == "{}");
}

TEST_CASE("Text is encoded for a URL") {
  CHECK(encode("Zürich, CH & co/x") == "Z%C3%BCrich%2C%20CH%20%26%20co%2Fx");
  CHECK(encode("a-b._~9Z").size() == 8);
}
