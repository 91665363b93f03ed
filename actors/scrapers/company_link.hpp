#pragma once
#include "actors/job_context.hpp"
#include "actors/scrapers/website.hpp"
#include "domain/extract/page_facts.hpp"

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace leadstream::actors {

inline constexpr const char* linkedin_source = "linkedin";
inline constexpr const char* boards_source = "job_boards";
inline constexpr const char* news_source = "news";

struct link_scraper_state {
  explicit link_scraper_state(scraper::pointer) {}
  static inline const char* name = "link_scraper";
  std::unordered_map<uuid, task> under_way;
  std::uint32_t refused = 0; ///< links that were refused so far
  bool told_off = false;     ///< the log says that the source was switched off meanwhile
};

/// Tasks for what a page of a company links to: its LinkedIn page, its job boards and its feed of news, as
/// far as these sources are in use.
std::vector<task> tasks_for_links(const scraper_context& with, const website_payload& site,
                                  const page_facts& facts, const page& content);

/// The task that searches the news for a company; nothing where there is no such search.
std::optional<task> task_for_news(const scraper_context& with, const uuid& subject,
                                  const std::string& company, const std::string& region);

/// Asks LinkedIn, the job boards or feeds about companies whose pages link there. LinkedIn's robots.txt
/// decides; with a token its API is asked instead. What is refused is left to the company's website.
scraper::behavior_type run_link_scraper(scraper::stateful_pointer<link_scraper_state> self,
                                        const scraper_context& with, const std::string& source);

} // namespace leadstream::actors
