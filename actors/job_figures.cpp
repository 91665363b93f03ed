#include "actors/job_figures.hpp"

#include <algorithm>

namespace leadstream::actors {
namespace {

constexpr int search_share = 10;
constexpr int most_before_end = 99;
constexpr std::chrono::seconds search_time{10};

bool is_over(task_state state) {
  return state != task_state::ready && state != task_state::running;
}

} // namespace

int progress_of(const std::vector<task_count>& counts) {
  std::uint64_t all_sites = 0;
  std::uint64_t sites_over = 0;
  bool searching = false;
  for (const task_count& c : counts) {
    if (c.source == "website" || c.source == "linkedin" || c.source == "job_boards" || c.source == "news") {
      all_sites += c.count;
      sites_over += is_over(c.state) ? c.count : 0;
    } else {
      searching = searching || !is_over(c.state);
    }
  }
  const int searched = searching ? 0 : search_share;
  if (all_sites == 0) {
    return searched;
  }
  const auto share = static_cast<std::uint64_t>(100 - search_share) * sites_over / all_sites;
  return std::min(most_before_end, searched + static_cast<int>(share));
}

std::chrono::seconds expected_duration(std::uint32_t companies, std::uint32_t pages_per_site,
                                       std::uint32_t sites_at_once, std::chrono::milliseconds between_pages) {
  const std::uint64_t rounds = (companies + sites_at_once - 1) / std::max(sites_at_once, 1U);
  const auto site = between_pages * pages_per_site;
  return search_time + std::chrono::duration_cast<std::chrono::seconds>(site * rounds);
}

} // namespace leadstream::actors
