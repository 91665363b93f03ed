#include "config/nearest.hpp"

#include <catch2/catch.hpp>

using leadstream::config::nearest;

TEST_CASE("a mistyped word is led back to the known one") {
  const std::vector<std::string> known{"search", "serve", "migrate", "server.port"};
  CHECK(nearest("serach", known) == "search");
  CHECK(nearest("serv", known) == "serve");
  CHECK(nearest("server.prot", known) == "server.port");
  CHECK(nearest("quite else", known).empty());
  CHECK(nearest("", known).empty());
}
