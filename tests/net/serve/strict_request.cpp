#include "net/serve/strict_request.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace leadstream::serve;

namespace {

/// The status that a request is refused with, 0 when it passes, -1 when more is waited for.
int judge(std::string_view text) {
  strict_request strict{http_limits{}};
  const auto verdict = strict.scan(text);
  if (verdict == strict_request::verdict::incomplete) {
    return -1;
  }
  return verdict == strict_request::verdict::complete ? 0 : strict.status();
}

const std::string host = "Host: localhost:8080\r\n";

std::string with(const std::string& fields, const std::string& method = "POST") {
  return method + " /x HTTP/1.1\r\n" + host + fields + "\r\n";
}

} // namespace

TEST_CASE("plain requests pass and say how they are framed") {
  strict_request strict{http_limits{}};
  const std::string text =
      "POST /a?b=c HTTP/1.1\r\nHost: [::1]:80\r\nContent-Length: 12\r\nExpect: 100-continue\r\n\r\nbody";
  REQUIRE(strict.scan(text) == strict_request::verdict::complete);
  CHECK(strict.size() == text.size() - 4);
  CHECK(strict.head().method == "POST");
  CHECK(strict.head().target == "/a?b=c");
  CHECK(strict.head().host == "[::1]:80");
  CHECK(strict.head().framing == body_framing::length);
  CHECK(strict.head().content_length == 12);
  CHECK(strict.head().expects_continue);
  CHECK(strict.head().keep_alive);
}

TEST_CASE("a request is judged the same in whatever pieces it arrives") {
  const std::string before = GENERATE("", "\r\n");
  const std::string text = before + with("Content-Length: 5\r\nConnection: close\r\n");
  strict_request strict{http_limits{}};
  for (std::size_t size = 1; size < text.size(); ++size) {
    REQUIRE(strict.scan(std::string(text, 0, size)) == strict_request::verdict::incomplete);
  }
  REQUIRE(strict.scan(text) == strict_request::verdict::complete);
  CHECK(strict.begin() == before.size());
  CHECK(strict.head().method == "POST");
  CHECK(strict.head().content_length == 5);
  CHECK_FALSE(strict.head().keep_alive);
}

TEST_CASE("every way to read a request in two ways is refused") {
  const std::vector<std::pair<std::string, int>> cases{
      {with(""), 0},
      {with("Content-Length: 0\r\n"), 0},
      {with("Transfer-Encoding: chunked\r\n"), 0},
      {with("transfer-encoding: Chunked\r\n"), 0},
      {"GET / HTTP/1.0\r\n\r\n", 0},
      {"OPTIONS * HTTP/1.1\r\n" + host + "\r\n", 0},
      {"GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", 0}, // RFC 9112 section 3.2.2
      {"GET /", -1},
      {"GET / HTTP/1.1\r\n" + host, -1},
      // Lines.
      {"GET / HTTP/1.1\n" + host + "\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a\n\r\n", 400},
      {"GET / HTTP/1.1\rHost: a\r\n\r\n", 400},
      {"\r\nGET / HTTP/1.1\r\n" + host + "\r\n", 0}, // RFC 9112 section 2.2
      {"\r\n\r\nGET / HTTP/1.1\r\n" + host + "\r\n", 400},
      {"\nGET / HTTP/1.1\r\n" + host + "\r\n", 400},
      {with("X: a\r\n b\r\n"), 400},
      {with(" X: a\r\n"), 400},
      {with("X : a\r\n"), 400},
      {with(": a\r\n"), 400},
      {with("X\r\n"), 400},
      {with("Bad[: a\r\n"), 400},
      {with(std::string("X: a\0b\r\n", 8)), 400},
      // The request line.
      {"GET  / HTTP/1.1\r\n", 400},
      {"GET /\r\n", 400},
      {"GET HTTP/1.1\r\n", 400},
      {"GET\t/ HTTP/1.1\r\n", 400},
      {"GET /a b HTTP/1.1\r\n", 400},
      {"GET /a#b HTTP/1.1\r\n", 400},
      {"GET /a\\b HTTP/1.1\r\n", 400},
      {"GET * HTTP/1.1\r\n", 400},
      {"GET ftp://a/ HTTP/1.1\r\n", 400},
      {"CONNECT a:443 HTTP/1.1\r\n", 400},
      {"get / HTTP/1.1\r\n", 501},
      {"BREW / HTTP/1.1\r\n", 501},
      {"GET / HTTP/1\r\n", 400},
      {"GET / http/1.1\r\n", 400},
      {"GET / HTTP/01.01\r\n", 400},
      {"GET / HTTP/2.0\r\n", 505},
      {"PRI * HTTP/2.0\r\n", 505},
      // Host.
      {"GET / HTTP/1.1\r\n\r\n", 400},
      {with(host), 400},
      {"GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a:b\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a:0\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a:65535\r\n\r\n", 0},
      {"GET / HTTP/1.1\r\nHost: a:65536\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: [::1\r\n\r\n", 400},
      // Length.
      {with("Content-Length: 5\r\nContent-Length: 5\r\n"), 400},
      {with("Content-Length: 5, 5\r\n"), 400},
      {with("Content-Length: +5\r\n"), 400},
      {with("Content-Length: -0\r\n"), 400},
      {with("Content-Length: 05\r\n"), 400},
      {with("Content-Length: 0x5\r\n"), 400},
      {with("Content-Length: 5 \r\n"), 400},
      {with("Content-Length:\t5\r\n"), 400},
      {with("Content-Length: 1 0\r\n"), 400},
      {with("Content-Length: \r\n"), 400},
      {with("Content-Length: 99999999999999999999\r\n"), 400},
      {with("Content_Length: 5\r\n"), 400},
      {with("Content-Length: 5\r\n", "GET"), 400},
      // Transfer-Encoding.
      {with("Transfer-Encoding: gzip\r\n"), 501},
      {with("Transfer-Encoding: identity\r\n"), 400},
      {with("Transfer-Encoding: chunked, identity\r\n"), 400},
      {with("Transfer-Encoding: gzip, chunked\r\n"), 400},
      {with("Transfer-Encoding: chunked;a=b\r\n"), 400},
      {with("Transfer-Encoding: chunked \r\n"), 400},
      {with("Transfer-Encoding:\tchunked\r\n"), 400},
      {with("Transfer-Encoding: \r\n"), 400},
      {with("Transfer-Encoding:\r\n chunked\r\n"), 400},
      {with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), 400},
      {with("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"), 400},
      {with("Content-Length: 5\r\nTransfer-Encoding: xchunked\r\n"), 400},
      {with("Transfer_Encoding: chunked\r\n"), 400},
      {with("Transfer-Encoding: chunked\r\n", "GET"), 400},
      {"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
      // Others.
      {with("Content-Type: a/b\r\nContent-Type: c/d\r\n"), 400},
      {with("Authorization: a\r\nAuthorization: b\r\n"), 400},
      {with("Idempotency-Key: a\r\nIdempotency-Key: b\r\n"), 400},
      {with("Expect: 200-ok\r\n"), 417},
      // Sizes.
      {"GET /" + std::string(4'096, 'a') + " HTTP/1.1\r\n", 414},
      {"GET /" + std::string(65'536, 'a'), 414},
      {with("X: " + std::string(8'192, 'a') + "\r\n"), 431},
  };
  for (const auto& [text, expected] : cases) {
    INFO(text.substr(0, 100));
    CHECK(judge(text) == expected);
  }
  std::string many;
  for (int i = 0; i < 101; ++i) {
    many += "a: b\r\n";
  }
  CHECK(judge(with(many)) == 431);
}
