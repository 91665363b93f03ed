#include "net/fetch/address_guard.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace leadstream;
using namespace leadstream::net;

TEST_CASE("Only addresses of the public internet are public") {
  struct row {
    const char* address;
    bool expected;
  };
  const std::vector<row> rows{
      {"8.8.8.8", true},
      {"1.1.1.1", true},
      {"100.63.255.255", true},
      {"100.128.0.0", true},
      {"172.15.255.255", true},
      {"172.32.0.0", true},
      {"198.17.255.255", true},
      {"198.20.0.0", true},
      {"223.255.255.255", true},
      {"0.0.0.0", false},
      {"10.0.0.1", false},
      {"100.64.0.1", false},
      {"100.100.100.200", false},
      {"127.0.0.1", false},
      {"127.255.255.255", false},
      {"169.254.169.254", false},
      {"172.16.0.1", false},
      {"172.31.255.255", false},
      {"192.0.0.170", false},
      {"192.0.2.1", false},
      {"192.88.99.1", false},
      {"192.168.1.1", false},
      {"198.18.0.1", false},
      {"198.19.255.255", false},
      {"198.51.100.7", false},
      {"203.0.113.7", false},
      {"224.0.0.1", false},
      {"240.0.0.1", false},
      {"255.255.255.255", false},
      {"2606:4700:4700::1111", true},
      {"2a00:1450:4001::1", true},
      {"::", false},
      {"::1", false},
      {"::127.0.0.1", false},
      {"::8.8.8.8", false},
      {"::ffff:127.0.0.1", false},
      {"::ffff:7f00:1", false},
      {"::ffff:8.8.8.8", true},
      {"64:ff9b::7f00:1", false},
      {"64:ff9b::808:808", true},
      {"64:ff9b:1::1", false},
      {"100::1", false},
      {"2001::1", false},
      {"2001:db8::1", false},
      {"2002:7f00:1::", false},
      {"2002:808:808::", true},
      {"3fff::1", false},
      {"fc00::1", false},
      {"fd00:ec2::254", false},
      {"fe80::1", false},
      {"fec0::1", false},
      {"ff02::1", false},
  };
  for (const auto& r : rows) {
    INFO(r.address);
    const auto address = parse_ip(r.address);
    REQUIRE(address);
    CHECK(is_public(*address) == r.expected);
  }
}

TEST_CASE("An allowed network opens the guard for itself alone") {
  const address_guard guard({parse_network("10.1.0.0/16").value(), parse_network("fd00:1::/32").value()});

  CHECK(guard.permits(*parse_ip("10.1.2.3")));
  CHECK(guard.permits(*parse_ip("::ffff:10.1.2.3")));
  CHECK(guard.permits(*parse_ip("fd00:1::5")));
  CHECK(guard.permits(*parse_ip("8.8.8.8")));
  CHECK_FALSE(guard.permits(*parse_ip("10.2.0.1")));
  CHECK_FALSE(guard.permits(*parse_ip("fd00:2::5")));
}

TEST_CASE("Networks are read from CIDR notation") {
  CHECK(parse_network("192.168.1.7")->prefix == 32);
  CHECK(parse_network("10.0.0.0/9")->contains(*parse_ip("10.127.0.1")));
  CHECK_FALSE(parse_network("10.0.0.0/9")->contains(*parse_ip("10.128.0.1")));
  CHECK(parse_network("0.0.0.0/0")->contains(*parse_ip("8.8.8.8")));
  for (const char* text : {"", "10.0.0.0/33", "10.0.0.0/", "10.0.0/8", "10.0.0.0/8x", "fd00::/129",
                           "example.com", "10.0.0.0/-1"}) {
    INFO(text);
    CHECK_FALSE(parse_network(text));
  }
}
