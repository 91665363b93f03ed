#include "config/assignment.hpp"

#include <catch2/catch.hpp>

using namespace leadstream::config;

TEST_CASE("a byte order mark before the first line is no part of it") {
  const auto read = read_dotenv({".env", "\xEF\xBB\xBFLEADSTREAM_SERVER_PORT=1\n"});
  REQUIRE(read);
  CHECK(read->front().name == "LEADSTREAM_SERVER_PORT");
}

TEST_CASE("a .env file gives variables with their lines") {
  const auto read = read_dotenv({".env", "# comment\n\nA=1\r\nexport B = two words # not this\n"
                                         "C=\"x # \\\"y\\\"\\n\" # comment\nD='$raw\\n'\nE=\nF=a#b\n"});
  REQUIRE(read);
  std::vector<std::string> seen;
  for (const variable& each : *read) {
    seen.push_back(each.where + " " + each.name + "=" + each.value);
  }
  CHECK(seen == std::vector<std::string>{".env:3 A=1", ".env:4 B=two words", ".env:5 C=x # \"y\"\n",
                                         ".env:6 D=$raw\\n", ".env:7 E=", ".env:8 F=a#b"});
}

TEST_CASE("a broken line of a .env file is named by its number") {
  CHECK(read_dotenv({".env", "A=1\nB\n"}).problem().message == ".env:2: expected NAME=value");
  CHECK(read_dotenv({".env", "A=\"x\n"}).problem().message == ".env:1: the closing quote is missing");
  CHECK_FALSE(read_dotenv({".env", "A-B=1"}));
}
