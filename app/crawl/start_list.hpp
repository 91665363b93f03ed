#pragma once
#include "domain/url/url.hpp"

#include <iosfwd>
#include <string>
#include <vector>

namespace leadstream::app {

/// Where the crawl of a site begins.
struct site_start {
  url address;
  bool guessed = false; ///< nobody said that the address is one of https
};

/// What a file of start URLs says.
struct start_list {
  std::vector<site_start> starts;   ///< the first of each site
  std::vector<std::string> refused; ///< lines that are no URL that may be fetched
};

/// Reads one URL or host a line; comments and empty lines are left out, a host without a scheme is asked by
/// https, and by http where that does not answer.
start_list read_starts(std::istream& in);

} // namespace leadstream::app
