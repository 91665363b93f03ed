#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::robots {

/// One allow or disallow line.
struct rule {
  bool allow = false;
  std::string path;     ///< normalised pattern with * and a trailing $
  std::string text;     ///< as a reader would quote it: "Disallow: /x"
  std::size_t line = 0; ///< in the file, from 1
};

/// One user-agent line.
struct agent {
  std::string token;                 ///< product token, lower case, or "*"
  std::optional<double> crawl_delay; ///< seconds
};

/// The rules for a set of user agents; groups that name the same token are merged at decision time.
struct group {
  std::vector<agent> agents;
  std::vector<rule> rules;
};

/// A parsed robots.txt (RFC 9309). Any bytes parse.
struct file {
  std::vector<group> groups;
  std::vector<std::string> sitemaps;
};

/// Parses at most `limit` bytes (at least 500 KiB by RFC 9309); a BOM, CR, LF and CRLF are understood.
file parse(std::string_view bytes, std::size_t limit = 512'000);

/// What the file says of one URL for one crawler.
struct decision {
  bool allowed = true;
  std::optional<rule> by;            ///< the rule that decided; none when no rule matched
  std::optional<double> crawl_delay; ///< of the group that applies, seconds
};

/// `user_agent` is a product token ("LeadstreamBot") or a full user agent whose token is taken from it,
/// behind "compatible; " in those of Mozilla's form; `path_and_query` as sent in a request line. /robots.txt
/// itself is always allowed.
decision decide(const file& rules, std::string_view user_agent, std::string_view path_and_query);

/// The product token of a user agent or of a user-agent line: its leading letters, hyphens and underscores,
/// lower case. "*" stays; empty when there is none.
std::string product_token(std::string_view user_agent);

} // namespace leadstream::robots
