#pragma once
#include "tests/simweb/world/company.hpp"

#include <string>
#include <vector>

namespace leadstream::simweb {

/// What a page of a site says of how to reach the company. Pages are written and the truth is told from this.
struct placement {
  std::vector<phone_number> phones;
  phone_number fax; ///< empty when there is none
  std::vector<std::string> emails;
  bool people = false; ///< the people with their addresses and direct lines
};

placement contacts_on(const company& of, page_kind kind);

/// Whether a polite crawler gets this page in the end.
bool page_readable(const company& of, page_kind kind);

} // namespace leadstream::simweb
