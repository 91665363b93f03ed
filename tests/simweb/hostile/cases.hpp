#pragma once
#include "tests/support/raw_server.hpp"

#include <functional>
#include <string>
#include <vector>

namespace leadstream::simweb {

/// One request to a hostile host, and the connection to answer on.
struct hostile_request {
  std::string host; ///< lower case, without port
  std::string path;
  std::string bytes; ///< the whole header as it was sent
};

/// A way to be hostile: the host <name>.hostile.test.
struct hostile_case {
  std::string name;
  std::function<void(const hostile_request&, test::raw_connection&)> answer;
};

/// Bodies that unpack to too much, do not unpack, or never end.
std::vector<hostile_case> encoding_cases();
/// Broken or endless framing, headers, interim answers, silence.
std::vector<hostile_case> framing_cases();
/// Redirects: endless, to private addresses, to other schemes, with credentials. `canary` is a port of the
/// loopback that nobody may connect to.
std::vector<hostile_case> redirect_cases(int canary);
/// Well-formed answers whose content is hostile: charsets, markup, structured data.
std::vector<hostile_case> content_cases(int canary);
/// robots.txt and sitemaps that are too large, lead away or attack their reader.
std::vector<hostile_case> robots_cases(int canary);

/// A whole answer with status 200, HTML and its length.
std::string ok(const std::string& body,
               const std::string& headers = "Content-Type: text/html; charset=utf-8\r\n");
/// A page with a heading and an address that names the host, so that a reader shows that it was read.
std::string sound_page(const std::string& host, const std::string& more = {});
/// Answers "no such page" to robots.txt and sitemaps, all else by `answer`.
hostile_case page_case(std::string name,
                       std::function<void(const hostile_request&, test::raw_connection&)> answer);
/// Answers every page with these bytes.
hostile_case fixed_case(std::string name, std::string bytes);
/// Sends `head`, then `piece` for as long as somebody reads.
hostile_case endless_case(std::string name, std::string head, std::string piece);

} // namespace leadstream::simweb
