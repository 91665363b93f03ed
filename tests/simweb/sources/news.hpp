#pragma once
#include "tests/simweb/http/message.hpp"
#include "tests/simweb/world/company.hpp"

#include <string>

namespace leadstream::simweb {

/// Where the company's feed of news stands on its site ("/feed.xml", RSS or Atom); empty when it has none.
std::string feed_path(const company& of);
std::string feed_text(const company& of);

/// What the press writes of the company; empty when it writes nothing.
std::string press_headline(const company& of);
/// news.test: a search by name, answered as RSS, with what the press writes of others among it.
reply news_search(const world_options& world, const request& asked);

} // namespace leadstream::simweb
