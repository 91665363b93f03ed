#pragma once
#include "actors/extractor.hpp"
#include "actors/interfaces.hpp"
#include "actors/source_book.hpp"
#include "actors/source_gate.hpp"
#include "domain/crawl/frontier.hpp"
#include "domain/law/suppression.hpp"
#include "domain/ports.hpp"
#include "domain/sources/job_board.hpp"
#include "domain/sources/places.hpp"
#include "domain/sources/recipe.hpp"
#include "domain/sources/shelf.hpp"
#include "domain/sources/spend_ledger.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>

namespace leadstream::actors {

/// What the operator set for jobs and their sources.
struct job_options {
  std::uint32_t running = 4; ///< jobs at once
  std::chrono::milliseconds deadline{std::chrono::hours(6)};
  std::uint32_t attempts = 3; ///< of a task
  bool chain = false;         ///< the next source is asked only when one failed or gave too few
  sources::places_options places;
  std::map<std::string, std::shared_ptr<const sources::recipe>> recipes; ///< by source
  sources::board_addresses boards;
  std::string news_search; ///< address of a news search with {company} in it; empty: none
  std::string linkedin_api;
  std::string linkedin_token; ///< empty: pages are asked, as far as robots.txt allows
  std::string linkedin_version;
  std::int64_t request_cost = 0; ///< of a request to the Places API, in millionths
  std::int64_t job_budget = 0;
  std::int64_t day_budget = 0;
  std::string overpass_endpoint;
  std::chrono::seconds overpass_timeout{180};
  bool websites_enabled = true;
  crawl::frontier_limits website_limits;
  std::uint32_t concurrent_sites = 64; ///< of one job
};

/// What every job of a node works with. Shared, never changed after the start.
struct job_context {
  job_options options;
  store* storage = nullptr; ///< outlives the actors
  std::uint64_t epoch = 0;  ///< of this incarnation, for the fence of each unit
  std::shared_ptr<const gate_directory> gates;
  std::shared_ptr<source_book> book;
  std::shared_ptr<extractor_pool> extractors;
  stage pipeline;     ///< its first stage
  lead_writer writer; ///< for units without observations
  update_hub hub;
  std::shared_ptr<const law::suppression_list> forbidden; ///< whom nobody asks for; null: everybody may be
  sources::spend_ledger* ledger = nullptr;                ///< null: sources that cost money are not asked
  wall_clock clock;
  random_source random;
};
using job_context_ptr = std::shared_ptr<const job_context>;

/// What a scraper is spawned with.
struct scraper_context {
  job_context_ptr node;
  tenant_id tenant;
  leadstream::job job;
  std::string region; ///< of the search's location, may be empty
  job_supervisor supervisor;
  cancel_flag cancelled;
  std::shared_ptr<sources::shelf> shelf;
};

} // namespace leadstream::actors
