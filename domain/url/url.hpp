#pragma once
#include "domain/model/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace leadstream {

/// An absolute http or https URL, parsed once by one parser (libcurl's), so that nobody reads it differently
/// later.
struct url {
  std::string scheme;     ///< "http" or "https"
  std::string host;       ///< lower case, IDN as punycode; an IPv6 address without brackets
  std::uint16_t port = 0; ///< never 0 after parsing: the scheme's own when none was given
  std::string path;       ///< begins with '/', dot segments removed, percent-encoded
  std::string query;      ///< without '?', empty when there is none

  bool operator==(const url&) const = default;
};

/// Parses an absolute URL. Refused: other schemes, credentials, backslashes, control characters and spaces,
/// hosts that are numeric but no canonical dotted quad, ports outside 1..65535, more than 2,083 bytes. The
/// fragment is dropped.
result<url> parse_url(std::string_view text);

/// Resolves a reference of a page (RFC 3986) and parses the result by the same rules.
result<url> resolve(const url& base, std::string_view reference);

/// The URL as text, without the scheme's default port and without fragment.
std::string to_string(const url& address);

/// scheme://host[:port], what robots.txt is scoped by.
std::string origin(const url& address);

/// Path and query as the request line needs them.
std::string path_and_query(const url& address);

/// Whether the host is an IPv4 or IPv6 address.
bool is_address(std::string_view host);

/// The registrable domain of a host by the public suffix list ("shop.example.co.uk" -> "example.co.uk").
/// Empty for addresses and for public suffixes themselves.
std::string registrable_domain(std::string_view host);

} // namespace leadstream
