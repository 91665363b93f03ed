#pragma once
#include "domain/sources/news_feed.hpp"
#include "domain/url/url.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace leadstream::sources {

/// The feeds that a page offers (link rel=alternate), absolute, without those of comments and those of other
/// sites whose address does not name this one.
std::vector<std::string> find_feeds(std::string_view markup, const url& page);

/// Whose feed it is: the name in its title ("Muster AG" of "News | Muster AG"), told by the feed's address.
std::string owner_of(const news_feed& feed, std::string_view address);

} // namespace leadstream::sources
