#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::simweb {

/// What is wrong with a site.
enum class fault {
  none,
  // recovers when asked again
  rate_limited, ///< 429 with Retry-After: 1 once for the front page
  unavailable,  ///< 503 once for the front page and the contact page
  reset,        ///< connection reset in the middle of the front page, once
  slow_drip,    ///< the contact page arrives over two seconds
  // one page is lost, the rest is fine
  redirect_loop, ///< the news page
  huge_body,     ///< the about page never ends
  bomb,          ///< the careers page: 200 MB in 200 KB
  wrong_length,  ///< the about page ends before its Content-Length
  broken_chunks, ///< the news page
  robots_part,   ///< robots.txt forbids the team and careers pages
  // the whole site is lost
  robots_all,
  robots_error, ///< robots.txt answers 503: everything is forbidden
  blocked,      ///< 403 everywhere
  captcha,      ///< 200 with a challenge everywhere
  server_error, ///< 500 everywhere
  empty_reply,  ///< every connection is closed without an answer
  endless_headers,
  never_answers,
  parked ///< the domain is for sale
};
const char* to_string(fault what);

/// Whether a polite crawler that retries can read the site (pages lost apart).
bool site_readable(fault what);

/// The faults that stand on the sites: a site has at most one of each list, and both only where there are too
/// few sites for one each.
struct fault_profile {
  std::vector<fault> lasting; ///< those that cost the whole site first
  std::vector<fault> passing; ///< those that recover
};

/// none, light, default, hostile; nothing for another name.
std::optional<fault_profile> find_profile(std::string_view name);
/// What --help says of the profiles.
std::string profile_help();

} // namespace leadstream::simweb
