#pragma once
#include "tests/simweb/site/site.hpp"

#include <cstdint>
#include <unordered_set>

namespace leadstream::simweb {

/// Puts the sites' faults into effect. Keeps which first requests have failed already, nothing else.
class trouble {
public:
  /// The answer of a site with its fault.
  reply answer(const company& of, const request& asked);

private:
  reply on_page(const company& of, const request& asked, const site_place& place);
  bool first_time(const company& of, page_kind kind);

  std::unordered_set<std::uint64_t> failed_once_;
};

} // namespace leadstream::simweb
