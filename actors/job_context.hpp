#pragma once
#include "actors/extractor.hpp"
#include "actors/interfaces.hpp"
#include "actors/source_book.hpp"
#include "actors/source_gate.hpp"
#include "domain/crawl/frontier.hpp"
#include "domain/ports.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace leadstream::actors {

/// What the operator set for jobs and their sources.
struct job_options {
  std::uint32_t running = 4; ///< jobs at once
  std::chrono::milliseconds deadline{std::chrono::hours(6)};
  std::uint32_t attempts = 3; ///< of a task
  bool overpass_enabled = true;
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
};

} // namespace leadstream::actors
