#include "domain/sources/listing_search.hpp"

#include <algorithm>
#include <array>

namespace leadstream::sources {

bool was_asked(const search_refusal& why) {
  constexpr std::array held_back{"circuit_open",    "robots_denied", "robots_unreachable", "opted_out",
                                 "private_address", "invalid_url",   "cancelled"};
  return why.answer != nullptr ||
         std::find(held_back.begin(), held_back.end(), why.reason) == held_back.end();
}

std::string times_asked(std::size_t count) {
  return count == 0 ? "no question reached it"
                    : std::to_string(count) + (count == 1 ? " question" : " questions");
}

} // namespace leadstream::sources
