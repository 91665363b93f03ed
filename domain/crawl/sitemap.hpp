#pragma once
#include "domain/url/translation.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::crawl {

/// How much of a sitemap is read.
struct sitemap_limits {
  std::size_t bytes = 8U << 20U; ///< unpacked
  std::size_t entries = 5'000;
  std::size_t depth = 32;
};

/// What a sitemap lists (sitemaps.org): an index names further sitemaps, a set names pages.
struct sitemap {
  std::vector<std::string> pages;
  std::vector<std::string> sitemaps;
  std::vector<std::vector<translation>> translations; ///< of pages, each group as one page declares it
  std::string
      problem; ///< why the rest was not read: "entity", "too_deep", "too_large", "malformed"; empty: whole
};

/// Reads a sitemap: XML (also packed by gzip), an RSS or Atom feed, or text with a URL a line. Declared
/// entities end the reading, nothing is ever fetched, and what was read before an error counts. Any bytes may
/// come.
sitemap parse_sitemap(std::string_view bytes, const sitemap_limits& limits = {});

/// Why entries of a sitemap are lost, of which perhaps only the beginning was fetched (`cut`): a problem as
/// above. Empty when all were read, and for what is no sitemap but stands in for one.
std::string loss_of(const sitemap& read, bool cut);

} // namespace leadstream::crawl
