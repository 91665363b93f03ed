#include "domain/url/host_rules.hpp"

#include <catch2/catch.hpp>

using namespace leadstream;

TEST_CASE("A host pattern is exact, or a star for everything below") {
  const auto exact = parse_host_pattern(" Shop.Example ").value();
  CHECK(exact.matches("shop.example"));
  CHECK_FALSE(exact.matches("www.shop.example"));
  CHECK_FALSE(exact.matches("shop.example.org"));

  const auto below = parse_host_pattern("*.test").value();
  CHECK(below.matches("a.test"));
  CHECK(below.matches("a.b.test"));
  CHECK_FALSE(below.matches("test"));
  CHECK_FALSE(below.matches(".test"));
  CHECK_FALSE(below.matches("atest"));

  for (const char* text : {"", "*", "*.", "a.*", "a b", "*.*.test", "http://a"}) {
    INFO(text);
    CHECK_FALSE(parse_host_pattern(text));
  }
}

TEST_CASE("A host override names hosts and the endpoint that stands in for them") {
  const auto rule = parse_host_override("*.test = 127.0.0.1:9090").value();
  CHECK(rule.hosts.matches("shop.test"));
  CHECK(to_string(rule.target.address) == "127.0.0.1");
  CHECK(rule.target.port == 9090);
  CHECK(to_string(parse_host_override("a.example=[::1]:80")->target.address) == "::1");
  CHECK(to_string(parse_host_override("a.example=localhost:80")->target.address) == "127.0.0.1");

  for (const char* text :
       {"", "*.test", "*.test = 127.0.0.1", "*.test = 127.0.0.1:0", "*.test = 127.0.0.1:65536",
        "*.test = other.example:80", "= 127.0.0.1:80", "*.test = 127.0.0.1:80x"}) {
    INFO(text);
    const auto refused = parse_host_override(text);
    REQUIRE_FALSE(refused);
    CHECK(refused.problem().code == error_code::invalid_argument);
  }
}
