#pragma once
#include "tests/simweb/http/message.hpp"
#include "tests/simweb/site/page.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace leadstream::simweb {

/// What stands at a path of a site.
struct site_place {
  std::optional<page_kind> page;
  std::optional<std::size_t> article;
  bool robots = false;
  bool sitemap = false;
  bool feed = false;
  bool internal = false; ///< forbidden by robots.txt on every site that has one
  std::string moved_to;  ///< a redirect's target, absolute or by path
};

/// Where a request on this site leads, faults apart.
site_place find_place(const company& of, const request& asked);

/// Seconds between two requests that robots.txt asks for; 0: none.
int crawl_delay(const company& of);

/// The site's robots.txt; empty when it has none.
std::string robots_text(const company& of);
std::string sitemap_text(const company& of);

/// A sound site's answer.
reply site_answer(const company& of, const request& asked, const site_place& place);

} // namespace leadstream::simweb
