#pragma once
#include "actors/job_context.hpp"
#include "domain/model/result.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace leadstream::actors {

/// The name of this source in tasks, observations and errors.
inline constexpr const char* website_source = "website";

/// The payload of a website's task.
struct website_payload {
  std::string address;              ///< where the crawl begins
  std::vector<uuid> subjects;       ///< observations of the companies whose site it is
  std::string region;               ///< ISO 3166-1 alpha-2 of the company, may be empty
  bool guessed = false;             ///< nobody said that the address is one of https
  std::vector<observation> carried; ///< listings without a name: they join the company that the site names

  std::string save() const;
  static result<website_payload> load(std::string_view text);
};

/// One website being read: fetch a page, extract, commit, next page.
struct site_run {
  task work;
  website_payload payload;
  std::unique_ptr<crawl::frontier> plan;
  std::string current;  ///< the page that is under way
  bool listing = false; ///< it is a sitemap
  uuid named;           ///< of carried listings: the observation that names their company; nil until then
};

struct website_scraper_state {
  explicit website_scraper_state(scraper::pointer) {}
  static inline const char* name = "website_scraper";
  std::unordered_map<uuid, std::shared_ptr<site_run>> runs;
  bool stopping = false;
  bool told_off = false; ///< the log says that the source was switched off meanwhile
};

/// Reads company websites, many at once, each page by page. A page and what follows from it are one unit.
scraper::behavior_type run_website_scraper(scraper::stateful_pointer<website_scraper_state> self,
                                           const scraper_context& with);

} // namespace leadstream::actors
