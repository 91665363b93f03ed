#pragma once
#include "domain/model/result.hpp"
#include "domain/url/ip_address.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace leadstream {

/// A host as an operator names it: "shop.example" is that host alone, "*.example" every host below it.
struct host_pattern {
  std::string text; ///< lower case

  /// `host` in lower case, as parse_url gives it.
  bool matches(std::string_view host) const;
  bool operator==(const host_pattern&) const = default;
};

/// Reads a pattern. invalid_argument when it is empty, has a star elsewhere than in "*." at the front, or
/// spaces.
result<host_pattern> parse_host_pattern(std::string_view text);

/// Where a connection goes.
struct endpoint {
  ip_address address;
  std::uint16_t port = 0;

  bool operator==(const endpoint&) const = default;
};

/// Hosts that stand elsewhere than DNS says. URL, Host header and TLS name stay those of the original host.
struct host_override {
  host_pattern hosts;
  endpoint target;

  bool operator==(const host_override&) const = default;
};

/// Reads "*.test = 127.0.0.1:9090" ("[::1]:9090" for IPv6, "localhost:9090" for the loopback).
result<host_override> parse_host_override(std::string_view text);

} // namespace leadstream
