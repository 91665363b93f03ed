#pragma once
#include "tests/simweb/world/company.hpp"

#include <string>

namespace leadstream::simweb {

/// A page of the site as clean HTML in UTF-8, 8 to 40 KB.
std::string make_page(const company& of, page_kind kind);

/// A news article; `number` from 0.
std::string make_article(const company& of, std::size_t number);
std::string article_path(const company& of, std::size_t number);
inline constexpr std::size_t articles = 3;

/// The same page as careless people write it.
std::string damaged(std::string html, html_quality quality);

} // namespace leadstream::simweb
