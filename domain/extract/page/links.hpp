#pragma once
#include "domain/extract/context.hpp"
#include "domain/extract/page_facts.hpp"

#include <string_view>

namespace leadstream::extraction {

/// What a link of the same site leads to, by the words of its path and of its text
/// (config/lexicons/link_words.txt). Accents and case do not matter.
enum class link_kind : std::uint8_t { other, contact, about, team, careers, news };
link_kind kind_of_link(std::string_view path, std::string_view text);
/// Whether a text is one of those words or phrases and nothing else: the name of a page, of nobody.
bool is_link_phrase(std::string_view text);

/// All links to pages of the same registrable domain, and what else the page says of where to go.
page_links find_links(const context& page);

} // namespace leadstream::extraction
