#include "tests/support/served.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;
using namespace leadstream::test;
using nlohmann::json;

namespace {

bool has(const seen_response& r, std::string_view text) {
  return r.head.find(text) != std::string::npos;
}

} // namespace

TEST_CASE("the server binds to the loopback only") {
  fake_service inside;
  serve::server_options options;
  options.address = "0.0.0.0";
  serve::server server(options, inside);
  const auto started = server.start();
  REQUIRE_FALSE(started);
  CHECK(started.problem().code == error_code::invalid_argument);
  CHECK(started.problem().message.find("loopback") != std::string::npos);
}

TEST_CASE("health is answered with request id and security headers") {
  served s;
  const auto r = s.get("/health");
  CHECK(r.status == 200);
  const json body = json::parse(r.body);
  CHECK(body["status"] == "healthy");
  CHECK(body["database"] == "connected");
  for (const char* name : {"X-Request-Id: ", "X-Content-Type-Options: nosniff", "Content-Security-Policy: ",
                           "Cache-Control: no-store", "Content-Type: application/json", "Date: "}) {
    INFO(name);
    CHECK(has(r, name));
  }
  CHECK_FALSE(has(r, "Server:"));
}

TEST_CASE("an unhealthy service is told with 503 while liveness stays 200") {
  served s;
  s.inside.health = {false, false, true, "disk full", 0, 0};
  const auto r = s.get("/health");
  CHECK(r.status == 503);
  CHECK(json::parse(r.body)["error"] == "disk full");
  CHECK(s.get("/health/ready").status == 503);
  CHECK(s.get("/health/live").status == 200);
}

TEST_CASE("a usable request id comes back, another one is replaced") {
  served s;
  const std::string start = "GET /health/live HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: ";
  CHECK(has(s.request(start + "abc-1_2\r\n\r\n"), "X-Request-Id: abc-1_2\r\n"));
  CHECK_FALSE(has(s.request(start + "a b<script>\r\n\r\n"), "script"));
}

TEST_CASE("pipelined requests are answered in order on one connection") {
  served s;
  raw_client client(s.port);
  std::string requests;
  for (int i = 0; i < 50; ++i) {
    requests +=
        "GET /health/live HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: n" + std::to_string(i) + "\r\n\r\n";
  }
  client.send(requests);
  for (int i = 0; i < 50; ++i) {
    const auto r = read_response(client);
    CHECK(r.status == 200);
    CHECK(has(r, "X-Request-Id: n" + std::to_string(i) + "\r\n"));
  }
}

TEST_CASE("an empty line behind the content of a request is not taken for the next one") {
  served s;
  raw_client client(s.port);
  const std::string get = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
  client.send(get + "\r\n" + get);
  CHECK(read_response(client).status == 200);
  CHECK(read_response(client).status == 200);
  client.send("\r\n\r\n" + get);
  CHECK(read_response(client).status == 400);
}

TEST_CASE("methods and paths that are not there are told apart") {
  served s;
  CHECK(s.get("/nothing").status == 404);
  CHECK(s.get("/api/v1/leads/").status == 404);
  const auto wrong = s.post("/api/v1/leads", "{}");
  CHECK(wrong.status == 405);
  CHECK(has(wrong, "Allow: GET, HEAD, OPTIONS\r\n"));
  const auto options = s.request("OPTIONS /api/v1/scrape/search HTTP/1.1\r\nHost: localhost\r\n\r\n");
  CHECK(options.status == 204);
  CHECK(has(options, "Allow: POST, OPTIONS"));
  CHECK(s.request("BREW /health HTTP/1.1\r\nHost: localhost\r\n\r\n").status == 501);
  CHECK(s.request("TRACE /health HTTP/1.1\r\nHost: localhost\r\n\r\n").status == 405);
}

TEST_CASE("HEAD tells the length and sends no body") {
  served s;
  raw_client client(s.port);
  client.send("HEAD /health/live HTTP/1.1\r\nHost: localhost\r\n\r\nGET /nothing HTTP/1.1\r\nHost: "
              "localhost\r\n\r\n");
  const auto first = read_response(client, true);
  CHECK(first.status == 200);
  CHECK_FALSE(has(first, "Content-Length: 0"));
  CHECK(read_response(client).status == 404);
}

TEST_CASE("limits of a request have their own answers") {
  served s;
  const std::string host = "Host: localhost\r\n";
  CHECK(s.request("GET /" + std::string(5'000, 'a') + " HTTP/1.1\r\n" + host + "\r\n").status == 414);
  CHECK(s.request("GET / HTTP/1.1\r\n" + host + "X: " + std::string(9'000, 'a') + "\r\n\r\n").status == 431);
  CHECK(s.request("POST /api/v1/scrape/search HTTP/1.1\r\n" + host + "Content-Length: 2000000\r\n\r\n")
            .status == 413);
  CHECK(s.post("/api/v1/scrape/search", "{}", "text/plain").status == 415);
  CHECK(s.request("GET /health HTTP/2.0\r\n" + host + "\r\n").status == 505);
  CHECK(s.request("GET /health HTTP/1.1\r\nHost: evil.example\r\n\r\n").status == 421);
}

TEST_CASE("a request that does not arrive in time is told so") {
  serve::server_options options;
  options.http.header_timeout = std::chrono::milliseconds(50);
  options.http.body_timeout = std::chrono::milliseconds(50);
  served s(options);
  CHECK(s.request("GET /health HT").status == 408);
  CHECK(s.request("POST /api/v1/scrape/search HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{")
            .status == 408);
}

TEST_CASE("chunked content is read, and nothing behind it is taken for a request") {
  served s;
  const std::string head =
      "POST /api/v1/scrape/search HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
  const std::string body = R"({"industry":"dentist","location":"Vaduz"})";
  const std::string good =
      "10\r\n" + body.substr(0, 16) + "\r\n19;a=\"b\"\r\n" + body.substr(16) + "\r\n0\r\n\r\n";
  CHECK(s.request(head + good).status == 202);
  raw_client client(s.port);
  client.send(head + "3\r\n{}\n\r\n0\r\nX: y\r\n\r\nGET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const std::string all = client.take_all();
  CHECK(all.starts_with("HTTP/1.1 400"));
  CHECK(all.find("HTTP/1.1", 5) == std::string::npos);
}

TEST_CASE("a huge trailer does no harm") {
  served s;
  raw_client client(s.port);
  client.send("POST /health HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: " +
              std::string(70'000, 'x') + "\r\n\r\n");
  CHECK(read_response(client).status == 400);
  CHECK(s.get("/health").status == 200);
}

TEST_CASE("an error of the service becomes an answer, our own fault only an id that the log has") {
  served s;
  s.inside.failure = error{error_code::internal, "SELECT went wrong", {}};
  const auto r = s.get("/api/v1/leads");
  CHECK(r.status == 500);
  CHECK(has(r, "application/problem+json"));
  CHECK(r.body.find("SELECT") == std::string::npos);
  const std::string id = json::parse(r.body)["error_id"];
  CHECK(s.logged("error_id=" + id));
  CHECK(s.logged("SELECT went wrong"));
  s.inside.failure = error{error_code::unavailable, "the database is away", {}};
  CHECK(s.get("/api/v1/leads").status == 503);
}

TEST_CASE("a service that never answers costs a deadline") {
  serve::server_options options;
  options.http.handler_timeout = std::chrono::milliseconds(50);
  served s(options);
  s.inside.silent = true;
  CHECK(s.get("/api/v1/leads").status == 503);
}

TEST_CASE("browsers of foreign pages change nothing") {
  served s;
  const std::string start = "POST /api/v1/scrape/search HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n";
  CHECK(s.request(start + "Origin: http://evil.example\r\n\r\n").status == 403);
  CHECK(s.request(start + "Origin: null\r\n\r\n").status == 403);
  CHECK(s.request(start + "Sec-Fetch-Site: cross-site\r\n\r\n").status == 403);
  CHECK(s.request(start + "Origin: http://localhost\r\n\r\n").status == 400);
}

TEST_CASE("connections over the limit are told to come again") {
  serve::server_options options;
  options.http.connections_per_address = 1;
  served s(options);
  raw_client first(s.port);
  first.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
  CHECK(read_response(first).status == 200);
  raw_client second(s.port);
  CHECK(read_response(second).status == 503);
}

TEST_CASE("content is asked for with 100 Continue unless it comes by itself") {
  served s;
  const std::string body = R"({"industry":"dentist","location":"Vaduz"})";
  const std::string fields = " HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: " +
                             std::to_string(body.size()) + "\r\n\r\n";
  raw_client client(s.port);
  client.send("POST /api/v1/scrape/search" + fields);
  CHECK(client.take_until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
  client.send(body);
  CHECK(read_response(client).status == 202);
  CHECK(s.request("POST /nothing" + fields).status == 404);
  CHECK(s.request("POST /api/v1/scrape/search" + fields + body).status == 202);
}

TEST_CASE("stopping lets a request under way end and refuses new ones") {
  auto s = std::make_unique<served>();
  raw_client idle(s->port);
  raw_client busy(s->port);
  idle.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
  CHECK(read_response(idle).status == 200);
  const std::uint16_t port = s->port;
  s.reset();
  CHECK(idle.take_all().empty());
  CHECK_THROWS(raw_client(port));
}
