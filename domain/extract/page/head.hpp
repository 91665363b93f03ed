#pragma once
#include "domain/extract/page/document.hpp"

#include <string>

namespace leadstream::extraction {

/// What the head of a page says.
struct page_head {
  std::string title; ///< of <title>, else of Open Graph, else of the first h1
  std::string description;
  std::string canonical; ///< as written
  std::string base;      ///< of <base href>, as written
  std::string site_name; ///< og:site_name or application-name
  bool is_article = false;
};
page_head read_head(const document& page);

} // namespace leadstream::extraction
