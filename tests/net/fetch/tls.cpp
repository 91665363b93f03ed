#include "net/fetch/fetcher.hpp"

#include "tests/support/fetching.hpp"
#include "tests/support/tls_server.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <vector>

using namespace leadstream;
using namespace leadstream::net;
using leadstream::test::certificate_wish;
using leadstream::test::fetch_now;
using leadstream::test::make_identity;
using leadstream::test::raw_connection;
using leadstream::test::raw_server;

namespace {

const char* const greeting = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

certificate_wish host_of(const test::identity& issuer, const char* host) {
  certificate_wish wish;
  wish.host = host;
  wish.issuer = &issuer;
  return wish;
}

} // namespace

TEST_CASE("TLS is spoken only with servers whose certificate is valid for the host") {
  std::signal(SIGPIPE, SIG_IGN); // the server's side writes to connections that the client refused
  certificate_wish authority;
  authority.host = "authority";
  authority.authority = true;
  const auto trusted = make_identity(authority);
  const auto stranger = make_identity(authority);
  const test::pem_file trust(trusted);

  auto expired = host_of(trusted, "a.test");
  expired.valid_from_seconds = -7'200;
  expired.valid_to_seconds = -60;
  auto early = host_of(trusted, "a.test");
  early.valid_from_seconds = 3'600;
  early.valid_to_seconds = 7'200;
  certificate_wish alone;
  alone.host = "a.test";

  struct row {
    const char* name;
    certificate_wish wish;
    fetch_failure expected;
  };
  const std::vector<row> rows{
      {"valid", host_of(trusted, "a.test"), fetch_failure::none},
      {"expired", expired, fetch_failure::tls_failed},
      {"not valid yet", early, fetch_failure::tls_failed},
      {"another host", host_of(trusted, "b.test"), fetch_failure::tls_failed},
      {"an authority that nobody trusts", host_of(stranger, "a.test"), fetch_failure::tls_failed},
      {"signed by itself", alone, fetch_failure::tls_failed},
  };
  for (const auto& r : rows) {
    INFO(r.name);
    raw_server server(test::over_tls(make_identity(r.wish), greeting));
    auto options = test::standing_in(server);
    options.ca_file = trust.path();

    const auto outcome = fetch_now(*make_fetcher(options), "https://a.test/");

    INFO(outcome.message);
    CHECK(std::string(to_string(outcome.failure)) == to_string(r.expected));
    CHECK((outcome.content != nullptr) == (r.expected == fetch_failure::none));
  }
}

TEST_CASE("A server that answers TLS with something else, or hangs up, fails as TLS") {
  const std::vector<raw_server::script> scripts{
      [](raw_connection& connection) { connection.write("HTTP/1.1 400 Bad Request\r\n\r\n"); },
      [](raw_connection& connection) { connection.write(std::string(500, '\xff')); },
      [](raw_connection& connection) {
        connection.read_body(50);
        connection.reset_on_close();
      },
  };
  for (const auto& script : scripts) {
    raw_server server(script);
    const auto outcome = fetch_now(*make_fetcher(test::standing_in(server)), "https://a.test/");
    INFO(outcome.message);
    CHECK(std::string(to_string(outcome.failure)) == "tls_failed");
  }
}
