#pragma once
#include "domain/extract/page_facts.hpp"

#include <string>

namespace leadstream::crawl {

/// All that a page says of its company as one text, to tell that two addresses show the same: a site that
/// answers every path with one page shows it again and again. Empty for a page without text.
std::string content_of(const page_facts& page);

} // namespace leadstream::crawl
