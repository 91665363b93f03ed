#include "domain/sources/feed_links.hpp"
#include "domain/text/markup_text.hpp"

#include <cstdint>
#include <cstdlib>

/// Any bytes are read within the limits, as a feed and as a page that names feeds.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  leadstream::sources::feed_limits limits;
  limits.items = 20;
  constexpr const char* address = "https://example.org/feed";
  const auto feed = leadstream::sources::parse_feed(bytes, limits, address);
  if (feed.items.size() > limits.items) {
    std::abort();
  }
  leadstream::sources::owner_of(feed, address);
  leadstream::sources::find_feeds(bytes, *leadstream::parse_url("https://example.org/news/"));
  leadstream::markup_text(bytes);
  return 0;
}
