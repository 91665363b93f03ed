#include "app/command_line.hpp"

#include <catch2/catch.hpp>

using namespace leadstream::app;

TEST_CASE("a setting without its value is named with what it takes") {
  CHECK(lacks_value({"config", "--server.port"}) == "--server.port needs a value: a whole number, 0..65535");
  CHECK(lacks_value({"serve", "--log.level", "--debug", "on"}) ==
        "--log.level needs a value: one of debug, info, warning, error");
  CHECK(lacks_value({"--config"}) == "--config needs a value: the path of a file");
  CHECK(lacks_value({"serve", "--server.port", "9000"}).empty());
}
