#pragma once
#include "domain/url/url.hpp"

#include <iosfwd>
#include <string>
#include <vector>

namespace leadstream::app {

/// What a file of start URLs says.
struct start_list {
  std::vector<url> starts;          ///< the first of each site
  std::vector<std::string> refused; ///< lines that are no URL that may be fetched
};

/// Reads one URL or host a line; comments and empty lines are left out, a host without a scheme is asked by
/// https.
start_list read_starts(std::istream& in);

} // namespace leadstream::app
