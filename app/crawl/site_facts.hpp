#pragma once
#include "domain/extract/page_facts.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace leadstream::app {

/// Something of a site that could not be read.
struct site_problem {
  std::string url;
  std::string reason; ///< a stable word: "robots_denied", "timed_out", "http_503", …
};

/// What all pages of a site say together, each datum once, in the order found.
struct site_facts {
  std::string site;
  unsigned pages = 0;
  std::vector<std::string> emails;
  std::vector<std::string> phones;
  std::vector<std::string> social;
  std::vector<found_person> people;
  std::vector<std::string> technologies;
  found_organization organization; ///< of the page that is surest of it
  std::vector<site_problem> problems;

  void add(const page_facts& page);
};

/// A site as one line of JSON, with its line end.
std::string to_line(const site_facts& site);

} // namespace leadstream::app
