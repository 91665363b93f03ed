#pragma once
#include "domain/extract/page_facts.hpp"
#include "domain/model/observation.hpp"
#include "domain/sources/news_feed.hpp"

#include <string>
#include <vector>

namespace leadstream::sources {

/// Whose news are read, and for what.
struct news_context {
  std::string source;     ///< "news"
  std::string source_url; ///< of the feed
  uuid subject;           ///< the observation of the company
  std::string company;    ///< its name, as far as known
  bool own = true;        ///< it tells of itself; false: the press does, where it names the company
  wall_time fetched_at{};
};

/// What news tell: an observation for each address with signals of growth (dated as the item; of own news
/// pain points too), and of own news the day of the newest. What others wrote, in a feed of the company's own
/// too, counts where it names the company. Pure.
std::vector<observation> observe_news(const std::vector<news_item>& items, const news_context& about);

/// The same of the dated updates that a profile page shows: its posts in JSON-LD, else texts below a date or
/// an age ("2w").
std::vector<fact> update_facts(const page_facts& page, wall_time fetched_at);

} // namespace leadstream::sources
