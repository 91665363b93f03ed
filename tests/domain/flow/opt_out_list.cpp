#include "domain/flow/opt_out_list.hpp"

#include <catch2/catch.hpp>

using leadstream::flow::opt_out_list;

TEST_CASE("A domain that opted out takes everything below it along, and nothing beside it") {
  opt_out_list list({"Example.com", "*.shop.test", "bücher.example"});
  for (const auto* host : {"example.com", "www.example.com", "a.b.example.com", "shop.test", "x.shop.test",
                           "xn--bcher-kva.example"}) {
    INFO(host);
    CHECK(list.contains(host));
  }
  for (const auto* host : {"example.org", "notexample.com", "com", "test", ""}) {
    INFO(host);
    CHECK_FALSE(list.contains(host));
  }
}

TEST_CASE("What was added can be removed, what the settings say stays") {
  opt_out_list list({"example.com"});
  list.add("other.test");
  CHECK(list.contains("www.other.test"));
  CHECK(list.remove("other.test"));
  CHECK_FALSE(list.contains("www.other.test"));
  CHECK_FALSE(list.remove("example.com"));
  CHECK(list.contains("example.com"));
}
