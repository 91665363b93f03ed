#pragma once
#include "domain/extract/context.hpp"
#include "domain/extract/page/head.hpp"
#include "domain/extract/structured/structured_facts.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace leadstream::extraction {

/// A postal address at its place in the visible text.
struct address_hit {
  place where;
  std::size_t segment; ///< the line of its postcode
};

/// The postal addresses of the visible text and of map links: a postcode with its town, and the street beside
/// or above it; an English street alone where the page has nothing better.
std::vector<address_hit> find_addresses(const context& page, const page_head& head,
                                        const std::vector<std::string>& regions);

/// The first address of a text that is nothing else: of a map's link, of structured data. Empty: none.
place address_of_text(std::string_view text, const std::vector<std::string>& regions,
                      std::string_view own_names = {});

/// Addresses in lines of their own that name no postcode: an English street, alone or with its country; a
/// floor or unit, the street and the town.
std::vector<address_hit> addresses_without_postcode(const context& page);

/// Addresses behind the sign of the Japanese post, written from the prefecture to the door.
std::vector<address_hit> japanese_addresses(const context& page);

/// Those of structured data and of the text, each once.
std::vector<place> merge_addresses(const structured_facts& structured, const std::vector<address_hit>& hits);

} // namespace leadstream::extraction
