#include "app/client/api.hpp"

#include "tests/support/raw_server.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace leadstream::app;
using leadstream::test::raw_connection;
using leadstream::test::raw_server;

namespace {

/// How a command ends to which the server answers with that status.
int exit_after(int status) {
  raw_server server([status](raw_connection& connection) {
    connection.read_request();
    connection.write("HTTP/1.1 " + std::to_string(status) + " No\r\nContent-Length: 2\r\n\r\n{}");
  });
  api client("http://127.0.0.1:" + std::to_string(server.port()), "a key", {});
  return exit_status_of(client.get("/api/v1/leads").problem().code);
}

} // namespace

TEST_CASE("a command ends as the server answers") {
  CHECK(exit_after(400) == exit_usage);
  CHECK(exit_after(401) == exit_auth);
  CHECK(exit_after(403) == exit_auth);
  CHECK(exit_after(404) == exit_not_found);
  CHECK(exit_after(451) == exit_failure);
  CHECK(exit_after(503) == exit_retry);
}
