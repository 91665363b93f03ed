#pragma once
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadstream::sources {

/// One piece of news: an entry of a feed, or an update on a profile.
struct news_item {
  std::string title;
  std::string text;    ///< plain, without the title
  std::string address; ///< of its own page; may be empty
  std::optional<std::chrono::sys_days> date;
  bool elsewhere = false; ///< it stands on another site than the feed, or was taken over from one
};

/// How much of a feed is read.
struct feed_limits {
  std::size_t bytes = 4U << 20U;
  std::size_t items = 50;
  std::size_t depth = 64;
};

struct news_feed {
  std::string title;
  std::string site;     ///< the address of the site that it belongs to; may be empty
  std::string language; ///< as declared, in lower case: "de-ch"; may be empty
  std::vector<news_item> items;
  std::string problem; ///< why the rest was not read: "entity", "too_deep", "malformed", "not_a_feed"
};

/// Reads RSS (0.9x, 1.0, 2.0) or Atom (0.3, RFC 4287) that was served at `address`. What was read before an
/// error counts. Any bytes may come.
news_feed parse_feed(std::string_view bytes, const feed_limits& limits = {}, std::string_view address = {},
                     std::string_view content_type = {});

/// The address of a news search: {company} of the template stands for the percent-encoded name.
std::string fill_news_search(std::string_view pattern, std::string_view company);
/// The name that an address was filled with; nothing when it is none of that template's.
std::optional<std::string> searched_company(std::string_view pattern, std::string_view address);

} // namespace leadstream::sources
