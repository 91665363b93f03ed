#pragma once
#include "domain/model/time.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace leadstream {

/// One header field of HTTP, name as it was sent.
struct header {
  std::string name;
  std::string value;
};

/// The first field of that name, compared without case; empty when there is none.
std::string_view find_header(const std::vector<header>& headers, std::string_view name);

/// What is asked of another server.
struct http_request {
  std::string method = "GET";
  std::string url;
  std::vector<header> headers; ///< beside those that the fetcher sets itself
  std::string body;
};

/// What another server answered: one hop, content decoded, never changed again.
struct page {
  std::string url;             ///< the URL that this body was served at
  std::string requested_url;   ///< the URL first asked for, before any redirect
  int status = 0;              ///< HTTP status
  std::vector<header> headers; ///< in the order received
  std::string body;            ///< raw bytes after Content-Encoding was undone
  wall_time fetched_at{};
  std::string
      archived_as; ///< the name (a UUID) under which the archive keeps this answer; empty: it does not
};

} // namespace leadstream
